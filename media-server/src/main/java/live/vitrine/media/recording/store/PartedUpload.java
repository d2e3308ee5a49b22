package live.vitrine.media.recording.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Sends one file to a bucket. A large one goes in parts; parts that the bucket has already, from an
 * earlier attempt, are not sent again. Blocks.
 *
 * @param partSize bytes of a part, at least 5 MiB for AWS
 */
record PartedUpload(S3Client client, String bucket, String key, long partSize) {
  /** What S3 allows. */
  private static final int MAX_PARTS = 10_000;

  void send(Path file, String mimeType) throws IOException {
    long length = Files.size(file);
    if (length <= partSize) {
      var _ =
          client.putObject(
              request -> request.bucket(bucket).key(key).contentType(mimeType),
              RequestBody.fromFile(file));
      return;
    }
    // Depends on the file's length only, so that parts of an earlier attempt fit.
    long size = Math.max(partSize, (length + MAX_PARTS - 1) / MAX_PARTS);
    String upload = begunUpload(mimeType);
    Map<Integer, Part> there = partsThere(upload);
    List<CompletedPart> parts = new ArrayList<>();
    int number = 1;
    for (long at = 0; at < length; at += size) {
      long count = Math.min(size, length - at);
      Part known = there.get(number);
      String tag =
          known != null && known.size() == count
              ? known.eTag()
              : sendPart(file, upload, number, at, count);
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
      number++;
    }
    var _ =
        client.completeMultipartUpload(request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts)));
  }

  private String begunUpload(String mimeType) {
    for (MultipartUpload known :
        client.listMultipartUploads(request -> request.bucket(bucket).prefix(key)).uploads()) {
      if (known.key().equals(key)) {
        return known.uploadId();
      }
    }
    return client
        .createMultipartUpload(request -> request.bucket(bucket).key(key).contentType(mimeType))
        .uploadId();
  }

  private Map<Integer, Part> partsThere(String upload) {
    Map<Integer, Part> parts = new TreeMap<>();
    client
        .listPartsPaginator(request -> request.bucket(bucket).key(key).uploadId(upload))
        .parts()
        .forEach(part -> parts.put(part.partNumber(), part));
    return parts;
  }

  private String sendPart(Path file, String upload, int number, long at, long count) {
    return client
        .uploadPart(
            request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromContentProvider(
                () -> range(file, at, count), count, "application/octet-stream"))
        .eTag();
  }

  /** A part of a file; read anew when a request is sent again. */
  private static InputStream range(Path file, long at, long count) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ).position(at);
      return new Range(Channels.newInputStream(channel), count);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** So many bytes of another stream. */
  private static final class Range extends InputStream {
    private final InputStream in;
    private long left;

    Range(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : ByteBuffer.wrap(one).get() & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
