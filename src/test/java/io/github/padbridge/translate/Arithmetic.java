package io.github.padbridge.translate;

/** Works out a substituted formula: sums, products, one division under floor(...), brackets. */
final class Arithmetic {
  private final String text;
  private int at;

  Arithmetic(String formula) {
    this.text = formula.replace(" ", "").replace('−', '-').replace('·', '*').replace("floor", "");
  }

  long value() {
    double value = sum();
    if (at != text.length()) {
      throw new IllegalArgumentException(text + " at " + at);
    }
    return (long) value;
  }

  private double sum() {
    double value = product();
    while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      value += text.charAt(at++) == '+' ? product() : -product();
    }
    return value;
  }

  private double product() {
    double value = factor();
    while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
      value = text.charAt(at++) == '*' ? value * factor() : Math.floor(value / factor());
    }
    return value;
  }

  private double factor() {
    if (text.charAt(at) == '-') {
      at++;
      return -factor();
    }
    if (text.charAt(at) == '(') {
      at++;
      double value = sum();
      at++;
      return value;
    }
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return Double.parseDouble(text.substring(start, at));
  }
}
