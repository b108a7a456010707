package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Printable;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Checks as JUnit XML, which Jenkins and GitLab read: one suite per file and one test case per
 * layer. A layer that differs is a failure; one that could not be checked is an error.
 */
public final class JunitXml {
  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Writes the whole report. */
  public static void write(List<CheckedLayer> layers, OutputStream out) throws XMLStreamException {
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
    new JunitXml(xml).write(layers);
    xml.close();
  }

  private void write(List<CheckedLayer> layers) throws XMLStreamException {
    Map<String, List<CheckedLayer>> suites =
        layers.stream()
            .collect(
                Collectors.groupingBy(
                    layer -> layer.place().source(), LinkedHashMap::new, Collectors.toList()));
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    start("testsuites", "padbridge", layers);
    for (Map.Entry<String, List<CheckedLayer>> suite : suites.entrySet()) {
      start("testsuite", suite.getKey(), suite.getValue());
      for (CheckedLayer layer : suite.getValue()) {
        testCase(layer);
      }
      end();
    }
    end();
    xml.writeEndDocument();
  }

  private void start(String element, String name, List<CheckedLayer> layers)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("name", name);
    attribute("tests", layers.size());
    attribute("failures", layers.stream().filter(l -> l.difference() != null).count());
    attribute("errors", layers.stream().filter(l -> !l.faults().isEmpty()).count());
    attribute("time", seconds(layers.stream().mapToDouble(CheckedLayer::seconds).sum()));
    xml.writeCharacters("\n");
  }

  private void end() throws XMLStreamException {
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private void testCase(CheckedLayer layer) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("name", layer.title());
    attribute("classname", layer.place().source());
    attribute("time", seconds(layer.seconds()));
    if (layer.difference() != null) {
      problem("failure", "differs", layer.difference(), layer.place() + "\n" + layer.difference());
    }
    if (!layer.faults().isEmpty()) {
      Fault first = layer.faults().get(0);
      problem("error", "unusable", first.message(), RefusalText.of(layer.faults()));
    }
    end();
  }

  private void problem(String element, String type, String message, String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("type", type);
    attribute("message", message);
    xml.writeCharacters(Printable.lines(text));
    xml.writeEndElement();
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, Printable.lines(value.toString()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
