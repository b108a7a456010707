package io.github.padbridge.cli.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicParserTest {
  private static final String TEXT =
      """
      A paragraph on
      two lines with `code that stays whole`.

      ## Lists
      - one item
        on two lines
      - another

      name :: what it is,
        on two lines
      longer name :: and another

      {{table}}

          first literal
            second

          third
      """;

  private static final Map<String, List<Block>> TABLES =
      Map.of("table", List.of(new Block.Entry("a", "of the table")));

  @Test
  void everyKindOfBlock() {
    assertThat(TopicParser.parse(TEXT, TABLES))
        .containsExactly(
            new Block.Paragraph("A paragraph on two lines with `code that stays whole`."),
            new Block.Heading("Lists"),
            new Block.Item("one item on two lines"),
            new Block.Item("another"),
            new Block.Entry("name", "what it is, on two lines"),
            new Block.Entry("longer name", "and another"),
            new Block.Entry("a", "of the table"),
            new Block.Literal(List.of("first literal", "  second")),
            new Block.Literal(List.of("third")));
  }

  @Test
  void aTableThatThereIsNot() {
    assertThatThrownBy(() -> TopicParser.parse("{{other}}", TABLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no table other");
  }

  @Test
  void itIsLaidOut() {
    assertThat(TopicLayout.of(TopicParser.parse(TEXT, TABLES), 36, heading -> "*" + heading + "*"))
        .isEqualTo(
            """
              A paragraph on two lines with
              code that stays whole.

            *Lists*
              - one item on two lines
              - another

              name         what it is, on two
                           lines
              longer name  and another
              a            of the table

                first literal
                  second

                third
            """);
  }

  @Test
  void aLongNameStandsAlone() {
    List<Block> blocks =
        List.of(
            new Block.Entry("a-name-that-is-longer", "one"), new Block.Entry("short", "two words"));
    assertThat(TopicLayout.of(blocks, 30, heading -> heading))
        .isEqualTo(
            """
              a-name-that-is-longer
                  one
              short                 two
                                    words
            """);
  }
}
