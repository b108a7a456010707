package io.github.padbridge.render.page;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML, or HTML that is XML too, element by element, with all that must be escaped. */
final class MarkupWriter {
  /** What XML has no way to say. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r -\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

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

  /** The text with a sign in the place of what it may not hold. */
  private static String allowed(String text) {
    return FORBIDDEN.matcher(text).replaceAll("\uFFFD");
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
