package io.github.padbridge.translate;

/** Works out a substituted formula: sums, products, quotients, brackets, floor, ceil and max. */
final class Arithmetic {
  private final String text;
  private int at;

  Arithmetic(String formula) {
    this.text = formula.replace(" ", "").replace('−', '-').replace('·', '*');
  }

  long value() {
    double value = sum();
    if (at != text.length() || value != Math.rint(value)) {
      throw new IllegalArgumentException(text + " at " + at + " is " + value);
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
      value = text.charAt(at++) == '*' ? value * factor() : value / factor();
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
    if (skips("floor(")) {
      double value = Math.floor(sum());
      at++;
      return value;
    }
    if (skips("ceil(")) {
      double value = Math.ceil(sum());
      at++;
      return value;
    }
    if (skips("max(")) {
      double one = sum();
      at++;
      double other = sum();
      at++;
      return Math.max(one, other);
    }
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return Double.parseDouble(text.substring(start, at));
  }

  private boolean skips(String start) {
    boolean found = text.startsWith(start, at);
    at += found ? start.length() : 0;
    return found;
  }
}
