package io.github.padbridge.cli.shell;

import io.github.padbridge.cli.help.Block;
import java.util.List;
import java.util.Locale;

/** Makes the man page of a help topic. */
public final class TopicPage implements Block.Visitor {
  private final StringBuilder page = new StringBuilder();

  /** Whether a block follows a heading, so that it needs no macro for a paragraph. */
  private boolean isFirst = true;

  private TopicPage() {}

  /** The name of the page of a topic: its file name without the section. */
  public static String name(String topic) {
    return "padbridge-" + topic;
  }

  /**
   * The page of a topic.
   *
   * @param version the program and its version
   */
  public static String of(String topic, String title, String version, List<Block> blocks) {
    TopicPage page = new TopicPage();
    String name = Roff.line(name(topic));
    page.line(".TH \"" + name + "\" 7 \"\" \"" + Roff.line(version) + "\" \"Padbridge\"");
    page.line(".nh");
    page.line(".ad l");
    page.line(".SH NAME");
    page.line(name + " \\- " + Roff.line(title));
    if (!(blocks.get(0) instanceof Block.Heading)) {
      page.line(".SH DESCRIPTION");
    }
    for (Block block : blocks) {
      block.accept(page);
      page.isFirst = block instanceof Block.Heading;
    }
    page.line(".SH SEE ALSO");
    page.line("\\fBpadbridge\\fR(1)");
    return page.page.toString();
  }

  @Override
  public void heading(Block.Heading heading) {
    line(".SH " + Roff.line(heading.text().toUpperCase(Locale.ROOT)));
  }

  @Override
  public void paragraph(Block.Paragraph paragraph) {
    if (!isFirst) {
      line(".PP");
    }
    text(paragraph.text());
  }

  @Override
  public void item(Block.Item item) {
    line(".IP \\- 2");
    text(item.text());
  }

  @Override
  public void entry(Block.Entry entry) {
    line(".TP");
    line("\\fB" + Roff.line(entry.name()) + "\\fR");
    text(entry.text());
  }

  @Override
  public void literal(Block.Literal literal) {
    line(".PP");
    line(".RS 4");
    line(".nf");
    literal.lines().forEach(line -> line(line.isEmpty() ? "\\&" : Roff.line(line)));
    line(".fi");
    line(".RE");
  }

  /** Code is bold. */
  private void text(String text) {
    line(Roff.line(text.replaceAll("`([^`]*)`", "\u001B[1m$1\u001B[0m")));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }
}
