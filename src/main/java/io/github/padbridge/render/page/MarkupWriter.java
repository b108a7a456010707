package io.github.padbridge.render.page;

import io.github.padbridge.diagnostic.Printable;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML, or HTML that is XML too, element by element, with all that must be escaped. */
final class MarkupWriter {
  private static final Pattern OPTION = Pattern.compile("(?<!\\S)--[a-z][a-z-]*");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  MarkupWriter() {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What can fail, though nothing that writes to memory does. */
  private interface Part {
    void write() throws XMLStreamException;
  }

  private MarkupWriter write(Part part) {
    try {
      part.write();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  /**
   * Begins an element.
   *
   * @param attributes name and value, in turn
   */
  MarkupWriter start(String element, Object... attributes) {
    return write(() -> xml.writeStartElement(element)).attributes(attributes);
  }

  /** An element with nothing in it. */
  MarkupWriter empty(String element, Object... attributes) {
    return write(() -> xml.writeEmptyElement(element)).attributes(attributes);
  }

  /** An element that holds words. */
  MarkupWriter element(String element, String words, Object... attributes) {
    return start(element, attributes).words(words).end();
  }

  private MarkupWriter attributes(Object... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(attributes[i].toString(), attributes[i + 1].toString());
    }
    return this;
  }

  /** One more attribute of the element that has just begun. */
  MarkupWriter attribute(String name, String value) {
    return write(() -> xml.writeAttribute(name, allowed(value)));
  }

  MarkupWriter words(String words) {
    return write(() -> xml.writeCharacters(allowed(words)));
  }

  /** An element that holds a sentence: its arrows are signs, its options are not broken. */
  MarkupWriter prose(String element, String sentence, Object... attributes) {
    start(element, attributes);
    String text = sentence.replace(" -> ", " → ");
    Matcher option = OPTION.matcher(text);
    int end = 0;
    while (option.find()) {
      words(text.substring(end, option.start())).element("span", option.group(), "class", "option");
      end = option.end();
    }
    return words(text.substring(end)).end();
  }

  /** The text without what XML has no way to say, or cannot be seen. */
  private static String allowed(String text) {
    return Printable.lines(text);
  }

  MarkupWriter end() {
    return write(xml::writeEndElement);
  }

  MarkupWriter line() {
    return words("\n");
  }

  /** All that has been written. */
  @Override
  public String toString() {
    write(xml::flush);
    return text.toString();
  }
}
