package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A single layer is answered or refused within seconds, however large it is. What is measured is
 * the time of the processor, which does not depend on what else the machine does.
 */
class LargeLayersTest {
  private static final double MOST_SECONDS = 10;

  private static double cpuSeconds() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return machine.getProcessCpuTime() / 1e9;
  }

  private static CommandRun timed(String line) {
    double before = cpuSeconds();
    CommandRun run = CommandRun.of(Arrays.stream(line.split(" ")).toArray(String[]::new));
    assertThat(cpuSeconds() - before).as(line).isLessThan(MOST_SECONDS);
    return run;
  }

  /** Of max pooling every window is told apart: the draws do not grow with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nn.MaxPool2d(5,dilation=20)",
        "nn.MaxPool3d(10)",
        "nn.MaxPool2d(40)",
        "nn.MaxPool1d(1000)",
        "nn.MaxPool3d(14)",
        "nn.MaxPool1d(30000)",
        "nn.MaxPool2d(3,2,1,ceil_mode=True)",
        "keras.layers.MaxPooling2D(40,padding=\"same\")",
        "tf.nn.max_pool3d(x,20,20,\"SAME\")",
        "nn.MaxPool2d(3,1,1) --input-shape 1,1,3000,3000",
        "nn.MaxPool2d(200,200) --input-shape 1,1,400,400",
        "nn.MaxPool2d(56) --input-shape 1,1,112,112",
      })
  void maxPoolings(String layer) {
    CommandRun run = timed("verify " + layer);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("every window distinguished from every other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "verify nn.AvgPool1d(100000,1) --input-shape 1,1,150000",
        "verify nn.AvgPool1d(30000)",
        "verify nn.AvgPool2d(224)",
        "verify nn.AvgPool2d(180)",
        "verify max_pool1d --kernel-size 100000",
        "verify keras.layers.AveragePooling2D(224)",
        "verify tf.nn.avg_pool3d(x,20,20,\"SAME\")",
        "verify nn.Conv2d(512,512,3,padding=1) --input-shape 8,512,1000,1000",
        "verify nn.ConvTranspose2d(4,4,500,stride=500)",
        "verify --strategy zero-insert nn.ConvTranspose3d(8,8,6,stride=8,groups=8,output_padding=7)",
        "verify --strategy zero-insert nn.ConvTranspose3d(8,8,5,stride=7,groups=4,output_padding=6)",
        "explain --format html nn.AvgPool2d(224)",
        "table conv3d --kernel-size 20 --input-size 40 --verify",
      })
  void averagesAndConvolutionsThatAreAnswered(String line) {
    CommandRun run = timed(line);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "verify nn.MaxPool2d(3,stride=2147483647)",
        "verify nn.MaxPool1d(3,stride=2147483647)",
        "explain --format html keras.layers.MaxPooling2D(3,strides=2147483647)",
        "verify --strategy zero-insert nn.ConvTranspose3d(1,1,12,stride=12)",
        "verify nn.Conv1d(1,1,100000000)",
        "verify nn.Conv1d(1,1,3,padding=10000000,padding_mode=\"replicate\")",
        "verify nn.Conv1d(20000,20000,3,groups=20000) --full",
        "verify nn.Conv2d(512,512,3,padding=1) --input-shape 1,512,100,100 --full",
        "verify nn.MaxPool3d(3,1) --input-shape 1,8,128,128,128 --full",
        "explain --format html nn.Conv1d(1,1,3,padding=10000000,padding_mode=\"replicate\")",
        "table conv1d --kernel-size 3 --padding 10000000 --input-size 9 --verify",
      })
  void whatTakesLongerIsRefusedWithTheReason(String line) {
    CommandRun run = timed(line);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out() + run.err()).contains("too large to run: ");
  }
}
