package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.OutputFile;
import io.github.padbridge.cli.output.OutputPlace;
import io.github.padbridge.render.CheckedLayer;
import io.github.padbridge.render.GithubAnnotation;
import io.github.padbridge.render.JunitXml;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The options for reports that CI servers read. */
final class ReportOptions {
  private final Options options;
  private @Nullable String junitXml;
  private boolean github;
  private final List<CheckedLayer> layers = new ArrayList<>();

  ReportOptions(Options options) {
    this.options = options;
    options.group(OptionGroup.OUTPUT);
    options
        .option(String.class, value -> junitXml = value, "--junit-xml")
        .paramLabel("FILE")
        .description("Also write a report in JUnit XML, which Jenkins and GitLab read.");
    options.flag(
        value -> github = value,
        "--github",
        "Also annotate faulty lines in the log of a GitHub workflow, on standard error.");
  }

  /**
   * @throws ParameterException if the report would go to standard output, as the answers do
   */
  void check() {
    if (junitXml != null && OutputPlace.isStandardOutput(junitXml)) {
      throw options.usage(
          "--junit-xml needs a file other than standard output (got '" + junitXml + "')");
    }
  }

  /** The file of the report; null if none. */
  @Nullable String file() {
    return junitXml;
  }

  void add(CheckedLayer layer, Console console) {
    if (github) {
      console.err().unchecked().print(GithubAnnotation.of(layer));
    }
    if (junitXml != null) {
      layers.add(layer);
    }
  }

  void finish() {
    if (junitXml == null) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JunitXml.write(layers, bytes);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    OutputFile.write(junitXml, bytes.toByteArray());
  }
}
