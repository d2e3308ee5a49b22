import "./style/index.css";
import "htmx.org";
import { showCountdowns } from "./island/countdown";
import { askFirst } from "./island/confirm";
import { copyOnClick } from "./island/copy";
import { showLocalTimes } from "./island/local-time";
import { closeMenus } from "./island/menu";
import { previewPictures } from "./island/preview";
import { showPasswords } from "./island/show-password";
import { submitOnce } from "./island/submit-once";
import { offerThemes } from "./island/theme-toggle";

// These listen to the whole document, and so to what comes later too.
askFirst();
submitOnce();
copyOnClick();
closeMenus();
previewPictures();
showCountdowns();

function enhance(): void {
  showLocalTimes(document);
  showPasswords(document);
  offerThemes(document);
}

enhance();
document.addEventListener("htmx:after:swap", enhance);
