package live.vitrine.web.http;

import java.nio.file.Path;

/**
 * A file that came with a form. It is gone when the request is answered.
 *
 * @param field of the form
 * @param fileName what the browser called it: for showing only, never for a path
 */
public record Upload(String field, String fileName, Path file, long bytes) {}
