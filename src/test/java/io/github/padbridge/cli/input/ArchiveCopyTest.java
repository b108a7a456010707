package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArchiveCopyTest {
  private static final byte[] BYTES = new byte[200_000];

  @Test
  void copiesUpToTheLimitAndDeletesTheCopy() throws Exception {
    Path file;
    try (ArchiveCopy copy =
        ArchiveCopy.of("<stdin>", new ByteArrayInputStream(BYTES), BYTES.length)) {
      file = copy.file();
      assertThat(file).hasBinaryContent(BYTES);
    }
    assertThat(Files.exists(file)).isFalse();
  }

  /** An input without an end is refused too, so it cannot fill the disk. */
  @Test
  void refusesWhatIsLongerAndReadsNoFurther() {
    AtomicLong read = new AtomicLong();
    ByteArrayInputStream endless =
        new ByteArrayInputStream(BYTES) {
          @Override
          public synchronized int read(byte[] bytes, int from, int length) {
            read.addAndGet(length);
            return length;
          }
        };
    assertThatThrownBy(() -> ArchiveCopy.of("<stdin>", endless, 1_000_000))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("this archive has more than 1000000 bytes");
    assertThat(read.get()).isLessThan(1_200_000);
  }
}
