package io.github.padbridge.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays out blocks for a terminal. */
public final class TopicLayout implements Block.Visitor {
  /** The text is indented, the headings are not. */
  private static final int INDENT = 2;

  /** Longer names stand on a line of their own. */
  private static final int LONGEST_NAME = 20;

  /** A word: code between backticks stays whole, with what is attached to it. */
  private static final Pattern WORD = Pattern.compile("(?:`[^`]*`|[^\\s`])+");

  /** Narrower text is not readable. */
  private static final int NARROWEST = 30;

  private final List<Block> blocks;
  private final int width;
  private final UnaryOperator<String> heading;
  private final StringBuilder text = new StringBuilder();

  /** The index of the block that is being laid out. */
  private int index;

  private TopicLayout(List<Block> blocks, int width, UnaryOperator<String> heading) {
    this.blocks = blocks;
    this.width = Math.max(width, NARROWEST);
    this.heading = heading;
  }

  /**
   * The text of blocks, with a line feed at the end of each line.
   *
   * @param width the columns that a line may have; only literal lines and single words have more
   * @param heading makes a heading stand out
   */
  public static String of(List<Block> blocks, int width, UnaryOperator<String> heading) {
    return new TopicLayout(blocks, width, heading).layOut();
  }

  private String layOut() {
    for (index = 0; index < blocks.size(); index++) {
      if (index > 0 && !isTight(blocks.get(index - 1), blocks.get(index))) {
        text.append('\n');
      }
      blocks.get(index).accept(this);
    }
    return text.toString();
  }

  /** Items of one list follow each other, and a heading what it heads. */
  private static boolean isTight(Block before, Block block) {
    return before instanceof Block.Heading
        || (before instanceof Block.Item && block instanceof Block.Item)
        || (before instanceof Block.Entry && block instanceof Block.Entry);
  }

  @Override
  public void heading(Block.Heading block) {
    text.append(heading.apply(block.text())).append('\n');
  }

  @Override
  public void paragraph(Block.Paragraph paragraph) {
    fill("", INDENT, paragraph.text());
  }

  @Override
  public void item(Block.Item item) {
    fill("- ", INDENT + 2, item.text());
  }

  @Override
  public void entry(Block.Entry entry) {
    int column = column();
    String name = entry.name();
    if (name.length() + 2 > column) {
      text.append(" ".repeat(INDENT)).append(name).append('\n');
      fill("", INDENT + 4, entry.text());
    } else {
      fill(name + " ".repeat(column - name.length()), INDENT + column, entry.text());
    }
  }

  @Override
  public void literal(Block.Literal literal) {
    literal.lines().forEach(line -> text.append(line.isEmpty() ? "" : "    " + line).append('\n'));
  }

  /** The width of the names in the run of entries around this one. */
  private int column() {
    int first = index;
    while (first > 0 && blocks.get(first - 1) instanceof Block.Entry) {
      first--;
    }
    int longest = 0;
    for (int i = first; i < blocks.size() && blocks.get(i) instanceof Block.Entry entry; i++) {
      longest = Math.max(longest, entry.name().length());
    }
    return Math.min(longest, LONGEST_NAME) + 2;
  }

  /** Fills lines with words; {@code begin} stands before the first, in the indent. */
  private void fill(String begin, int indent, String words) {
    StringBuilder line = new StringBuilder(" ".repeat(indent - begin.length())).append(begin);
    for (String word : words(words)) {
      boolean isFirst = line.length() == indent;
      if (!isFirst && line.length() + 1 + word.length() > width) {
        text.append(line).append('\n');
        line = new StringBuilder(" ".repeat(indent));
        isFirst = true;
      }
      line.append(isFirst ? "" : " ").append(word);
    }
    text.append(line).append('\n');
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group().replace("`", ""));
    }
    return words;
  }
}
