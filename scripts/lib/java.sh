# shellcheck shell=bash
# Finds a JDK that is new enough and sets JAVA_HOME and PATH to it. Source it, then call use_java.

readonly VITRINE_JAVA_MINIMUM=25

# Prints the feature version (25) of the JDK in folder $1; fails where there is no JDK with a compiler.
# The `release` file answers without starting a JVM.
java_feature_version() {
  local home=$1 line version
  [[ -x $home/bin/java && -x $home/bin/javac ]] || return 1
  if [[ -r $home/release ]]; then
    while IFS= read -r line || [[ -n $line ]]; do
      if [[ $line == JAVA_VERSION=* ]]; then
        version=${line#JAVA_VERSION=}
        version=${version//\"/}
        break
      fi
    done <"$home/release"
  fi
  if [[ -z ${version:-} ]]; then
    version=$("$home/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  version=${version%%[.+-]*}
  [[ $version =~ ^[0-9]+$ ]] || return 1
  printf '%s\n' "$version"
}

# Prints the folders in which a JDK may live, the preferred first.
java_candidates() {
  local java
  [[ -z ${JAVA_HOME:-} ]] || printf '%s\n' "$JAVA_HOME"
  if java=$(command -v java); then
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    printf '%s\n' "${java%/bin/java}"
  fi
  if [[ -x /usr/libexec/java_home ]]; then
    /usr/libexec/java_home -v "$VITRINE_JAVA_MINIMUM+" 2>/dev/null || true
  fi
  local folder
  for folder in /usr/lib/jvm/* /opt/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ ! -d $folder ]] || printf '%s\n' "$folder"
  done
}

# Sets and exports JAVA_HOME and puts its programs first on PATH; ends the script with a message where there is none.
use_java() {
  local home version seen=""
  while IFS= read -r home; do
    version=$(java_feature_version "$home") || continue
    if ((version >= VITRINE_JAVA_MINIMUM)); then
      export JAVA_HOME=$home
      export PATH=$home/bin:$PATH
      return 0
    fi
    seen+="  JDK $version in $home"$'\n'
  done < <(java_candidates)
  {
    echo "Vitrine needs JDK $VITRINE_JAVA_MINIMUM or newer and found none."
    [[ -z $seen ]] || printf 'Too old:\n%s' "$seen"
    echo "Install one (for example Eclipse Temurin, https://adoptium.net) or set JAVA_HOME to its folder."
    echo "Looked in JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman/candidates/java, ~/.jdks and the places macOS uses."
  } >&2
  exit 69
}
