package io.github.padbridge.render;

import java.util.regex.Pattern;

/** Text in a cell of csv or tsv, which spreadsheets must not take for a formula. */
final class SpreadsheetText {
  /**
   * The characters after which Excel, LibreOffice and Google Sheets read a formula, with their
   * full-width forms.
   */
  private static final String FORMULA_MARKS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private SpreadsheetText() {}

  /** Puts an apostrophe in front of a would-be formula; a number stays a number. */
  static String of(String text) {
    boolean isFormula =
        !text.isEmpty()
            && FORMULA_MARKS.indexOf(text.charAt(0)) >= 0
            && !NUMBER.matcher(text).matches();
    return isFormula ? "'" + text : text;
  }
}
