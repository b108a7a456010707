package io.github.padbridge.cli.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The help topics, in the order of the help. */
public enum Topic {
  COMPARING("At which sizes two layers are equal, and why not at the others"),
  DIAGNOSING("What a port computed, by its numbers"),
  LAYERS("The layers that are supported, by framework"),
  SPECS("How to write a layer: calls, options, JSON, Python files"),
  STRATEGIES("The ways to write a layer in another framework"),
  PADDINGS("How the frameworks pad, and how they write it"),
  MODELS("Models: what scan reads, translates and leaves out"),
  PROOF("How layers are proven, and what the proof needs"),
  FORMATS("Output formats: text, JSON, tables, code, pictures, pages"),
  PIPELINES("Streams of specs, on one machine and on many"),
  MATRICES("Convolutions as matrices"),
  CI("Checks in continuous integration"),
  EXIT_CODES("The exit codes of all commands"),
  INSTALLATION("Archives, build, shell completion, man pages, environment");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  /** The name that users type. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is about, in one line. */
  public String title() {
    return title;
  }

  /** The text as it is written; lines such as <code>{{layers}}</code> stand for tables. */
  public String source() {
    try (InputStream in = Topic.class.getResourceAsStream("/help/" + id() + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("there is no text for the topic " + id());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Optional<Topic> named(String id) {
    return Arrays.stream(values()).filter(topic -> topic.id().equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Topic::id).toList();
  }
}
