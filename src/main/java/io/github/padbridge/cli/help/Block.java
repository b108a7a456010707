package io.github.padbridge.cli.help;

import java.util.List;

/** A part of a help topic. Text between backticks is code, which is never broken over two lines. */
public sealed interface Block {
  /** Passes this block to the method for its kind. */
  void accept(Visitor visitor);

  /** Knows every kind of block. */
  interface Visitor {
    void heading(Heading heading);

    void paragraph(Paragraph paragraph);

    void item(Item item);

    void entry(Entry entry);

    void literal(Literal literal);
  }

  record Heading(String text) implements Block {
    @Override
    public void accept(Visitor visitor) {
      visitor.heading(this);
    }
  }

  record Paragraph(String text) implements Block {
    @Override
    public void accept(Visitor visitor) {
      visitor.paragraph(this);
    }
  }

  /** An item of a list. */
  record Item(String text) implements Block {
    @Override
    public void accept(Visitor visitor) {
      visitor.item(this);
    }
  }

  /** A name with its explanation. */
  record Entry(String name, String text) implements Block {
    @Override
    public void accept(Visitor visitor) {
      visitor.entry(this);
    }
  }

  /** Lines that are shown as they stand, such as commands. */
  record Literal(List<String> lines) implements Block {
    public Literal {
      lines = List.copyOf(lines);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.literal(this);
    }
  }
}
