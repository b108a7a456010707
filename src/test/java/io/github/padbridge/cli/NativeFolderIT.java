package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native libraries of an image: loaded from its folder alone, if nobody else can write it. */
class NativeFolderIT {
  private static final String VERIFY =
      "\"$IMAGE\"/bin/padbridge verify conv1d --in-channels 1 --out-channels 1 --kernel-size 3"
          + " --input-shape 1,1,9";

  @TempDir static Path unpacked;

  private static Path image;

  @TempDir Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    assumeTrue(MovedImage.isPackaged(), "there is no image");
    image = MovedImage.to(unpacked.resolve("image"), unpacked);
  }

  /** As it was packaged. */
  @AfterEach
  void repair() throws Exception {
    shell(
        "chmod 755 \"$IMAGE\" \"$IMAGE\"/natives; chmod 644 \"$IMAGE\"/natives/lib*;"
            + " chown -R $(id -u):$(id -g) \"$IMAGE\"/natives");
  }

  private CommandRun shell(String line) throws Exception {
    return PackagedLauncher.shell(
        "cd '" + folder + "'; export IMAGE='" + image + "'; " + line, folder);
  }

  @ParameterizedTest
  @CsvSource({
    "chmod 777 $IMAGE, image is writable by others",
    "chmod 777 $IMAGE/natives, natives is writable by others",
    "chmod 757 $IMAGE/natives, natives is writable by others",
    "chmod 666 $IMAGE/natives/libnd4jcpu.so, libnd4jcpu.so is writable by others",
    "chmod 646 $IMAGE/natives/libgomp.so.1, libgomp.so.1 is writable by others",
    "chmod 666 $IMAGE/natives/libraries.txt, libraries.txt is writable by others",
    "chown 65534 $IMAGE/natives/libopenblas_nolapack.so.0, 'libopenblas_nolapack.so.0 belongs to '",
    "chown 65534 $IMAGE/natives, 'natives belongs to '",
  })
  void whatOthersCanWriteIsNotLoaded(String change, String reason) throws Exception {
    assumeTrue(
        !change.startsWith("chown") || Files.getAttribute(folder, "unix:uid").equals(0),
        "only root can give files away");
    CommandRun run = shell(change + "; " + VERIFY);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("error: native libraries are not loaded: ")
        .contains(reason, "  help: ch");
    CommandRun translated = shell("\"$IMAGE\"/bin/padbridge translate conv1d --kernel-size 3");
    assertThat(translated.exitCode()).isZero();
  }

  /** Root may install it for everybody. */
  @Test
  void whatBelongsToRootIsLoadedForOthers() throws Exception {
    assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can become another");
    CommandRun run =
        shell("chmod 755 . '" + unpacked + "'; setpriv --reuid 65534 --clear-groups " + VERIFY);
    assumeTrue(!run.err().contains("setpriv:"), "there is no setpriv here");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("agree ");
  }

  /** Not from where JavaCPP or the system would look, and nothing is unpacked. */
  @Test
  void nothingElseIsLoadedOrWritten() throws Exception {
    CommandRun run =
        shell(
            "mkdir home tmp planted; for name in jnijavacpp nd4jcpu jnind4jcpu openblas; do"
                + " echo junk > planted/lib$name.so; done; mkdir -p home/.javacpp;"
                + " cp -R planted home/.javacpp/cache;"
                + " export HOME=$PWD/home TMPDIR=$PWD/tmp LD_LIBRARY_PATH=$PWD/planted;"
                + " export PADBRIDGE_JAVA_OPTS=\"-Djava.library.path=$PWD/planted"
                + " -Duser.home=$PWD/home -Djava.io.tmpdir=$PWD/tmp\"; "
                + VERIFY
                + " && find home tmp -type f | sort");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines().skip(1))
        .hasSize(4)
        .allMatch(file -> file.startsWith("home/.javacpp/cache/lib"));
  }

  /** Whoever owns what it leads to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cp $IMAGE/natives/libgomp.so.1 .; ln -sf $PWD/libgomp.so.1 $IMAGE/natives/libgomp.so.1",
        "mv $IMAGE/natives/libgomp.so.1 $IMAGE; ln -s ../libgomp.so.1 $IMAGE/natives",
        "mv $IMAGE/natives $IMAGE/elsewhere; ln -s elsewhere $IMAGE/natives",
        "cp -R $IMAGE/natives .; rm -r $IMAGE/natives; ln -s $PWD/natives $IMAGE/natives",
      })
  void linksThatLeadOut(String change) throws Exception {
    CommandRun run = damaged(change);
    assertThat(run.err())
        .startsWith("error: native libraries are not loaded: a link points outside ")
        .contains("  help: unpack the padbridge archive again\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/libgomp.so.1",
        "/libopenblas_nolapack.so.0",
        "/libjnind4jcpu.so",
        "/libraries.txt",
      })
  void aMissingLibraryIsNotTakenFromElsewhere(String library) throws Exception {
    CommandRun run = damaged("rm -r $IMAGE/natives" + library);
    assertThat(run.err())
        .startsWith("error: native libraries are not loaded: ")
        .contains(" is missing\n", "  help: unpack the padbridge archive again\n");
  }

  @Test
  void aDamagedLibrary() throws Exception {
    for (String content : new String[] {"", "junk"}) {
      CommandRun run = damaged("printf '" + content + "' > $IMAGE/natives/libjnijavacpp.so");
      assertThat(run.err())
          .contains("error: ND4J cannot be started on ")
          .contains("  help: unpack the padbridge archive again; translate works without ND4J\n");
    }
  }

  /** A refused proof in an image whose libraries were changed; they are put back afterwards. */
  private CommandRun damaged(String change) throws Exception {
    CommandRun run =
        shell(
            "export HOME=$PWD; cp -R $IMAGE/natives $IMAGE/kept; "
                + change
                + "; "
                + VERIFY
                + "; status=$?; cd $IMAGE; rm -rf natives elsewhere libgomp.so.1; mv kept natives;"
                + " exit $status");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(folder.resolve(".javacpp")).doesNotExist();
    return run;
  }
}
