package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Printable;
import java.util.stream.Collectors;

/**
 * GitHub workflow commands for a layer that differs or failed, which annotate the line of its file.
 */
public final class GithubAnnotation {
  private GithubAnnotation() {}

  /** One line per fault; empty for a layer that agrees. */
  public static String of(CheckedLayer layer) {
    if (layer.difference() != null) {
      return line(layer.place(), layer.title() + " differs", layer.difference());
    }
    return layer.faults().stream()
        .map(fault -> line(place(fault, layer), layer.title(), message(fault)))
        .collect(Collectors.joining());
  }

  private static Place place(Fault fault, CheckedLayer layer) {
    Place place = fault.place();
    return place == null || isInText(place.source(), layer.place().source())
        ? layer.place()
        : place;
  }

  /** Whether a fault lies in a side that is a text on the command line, or in a record. */
  private static boolean isInText(String source, String whole) {
    return whole.equals(Place.COMMAND_LINE)
        ? source.equals("left") || source.equals("right")
        : source.startsWith(whole + ":");
  }

  private static String message(Fault fault) {
    return fault.help() == null ? fault.message() : fault.message() + "\n" + fault.help();
  }

  private static String line(Place place, String title, String message) {
    return "::error "
        + (place.source().equals(Place.COMMAND_LINE) ? "" : file(place))
        + "title="
        + property(title)
        + "::"
        + data(Printable.lines(message))
        + "\n";
  }

  /** The properties that say where; the command line is in no file. */
  private static String file(Place place) {
    String spot =
        place.line() == 0 ? "" : ",line=" + place.line() + ",col=" + Math.max(place.column(), 1);
    return "file=" + property(place.source()) + spot + ",";
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(Printable.line(text)).replace(":", "%3A").replace(",", "%2C");
  }
}
