package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.model.ModelLine.Child;
import io.github.padbridge.model.PrintedModule.Repeats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The modules of a text that holds printed models, one after the other, among other lines.
 *
 * <p>Modules are separated by brackets and, if the text has kept it, by indentation, so that custom
 * output of a class cannot move a module to another parent.
 */
final class ModelText {
  /** The limit of nested modules, which bounds recursion. */
  private static final int DEEPEST = 500;

  /** The most lines that a one-line module may be wrapped over. */
  private static final int MOST_LINES = 50;

  private final String source;
  private final List<WrappedLines.Line> lines;
  private final int lastLine;
  private final List<PrintedModule> models = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Deque<OpenModule> open = new ArrayDeque<>();
  private LinePrefix prefix = LinePrefix.NONE;
  private int at;

  private ModelText(SourceText text) {
    this.source = text.source();
    List<String> physical = TerminalLines.of(text.text());
    this.lines = WrappedLines.joined(physical);
    this.lastLine = physical.size();
  }

  /**
   * What was read.
   *
   * @param models in order
   * @param faults where the text leaves something out
   */
  record Read(List<PrintedModule> models, List<Fault> faults) {}

  /**
   * @throws Refusal if modules are nested too deep, or other text precedes them
   */
  static Read read(SourceText text) {
    ModelText reader = new ModelText(text);
    reader.readAll();
    return new Read(List.copyOf(reader.models), List.copyOf(reader.faults));
  }

  private void readAll() {
    for (at = 0; at < lines.size(); at++) {
      ModelLine line = line(at);
      if (line.isBlank()) {
        continue;
      }
      if (open.isEmpty()) {
        outside(line);
      } else {
        inside(line);
      }
    }
    cutOff(lastLine);
  }

  private ModelLine line(int index) {
    WrappedLines.Line line = lines.get(index);
    return new ModelLine(line.number(), line.text(), prefix.lengthOn(line.text()));
  }

  private void outside(ModelLine line) {
    prefix = LinePrefix.NONE;
    if (line.header().isPresent()) {
      begin(line);
    } else if (line.child().isPresent()) {
      // The text begins inside a model, whose name is unknown.
      open.push(new OpenModule("", Repeats.ONCE, "", line, line.indent() - 1));
      inside(line);
    } else {
      PrintedClass.of(line.content())
          .filter(PrintedClass::isPlain)
          .map(printed -> leaf(new Child("", Repeats.ONCE, line.content()), line, line.content()))
          .filter(ModelText::isLayer)
          .ifPresent(models::add);
    }
  }

  private void begin(ModelLine line) {
    String className = line.header().orElseThrow();
    String before = line.whole().substring(0, line.whole().lastIndexOf(className));
    prefix = LinePrefix.like(before, lines.subList(at + 1, lines.size()));
    open.push(new OpenModule("", Repeats.ONCE, className, line, line(at).indent()));
  }

  private void inside(ModelLine line) {
    if (line.hidesChild()) {
      throw new Refusal(
          Fault.at(
              place(line),
              "unknown text precedes this module",
              "remove the log prefixes from the text"));
    }
    open.getLast().meet(line);
    if (line.content().equals("...")) {
      faults.add(
          Fault.at(
              place(line), "the text is incomplete here", "give the whole output of print(model)"));
    } else if (line.isClosing()) {
      close(line);
    } else if (line.child().isPresent()) {
      child(line, line.child().get());
    } else if (line.header().isPresent() && line.indent() <= open.getLast().indent()) {
      cutOff(line.number() - 1);
      begin(line);
    } else {
      open.getFirst().add(line.content());
    }
  }

  private void close(ModelLine line) {
    while (open.size() > 1 && open.getFirst().indent() > line.indent() && isIndented()) {
      finish();
    }
    if (open.getFirst().indent() >= line.indent() || !isIndented()) {
      finish();
    }
  }

  private void child(ModelLine line, Child child) {
    while (open.size() > 1 && isIndented() && open.getFirst().indent() >= line.indent()) {
      finish();
    }
    if (child.isMiscounted()) {
      faults.add(
          Fault.at(
              place(line),
              "the range (" + child.name() + ") does not match its count",
              "give the unchanged output of print(model)"));
    }
    String printed = child.printed();
    if (printed.endsWith("(") && Brackets.balance(printed) == 1) {
      String className = printed.substring(0, printed.length() - 1).strip();
      OpenModule module =
          new OpenModule(child.name(), child.repeats(), className, line, line.indent());
      if (open.size() == DEEPEST) {
        throw new Refusal(
            Fault.at(place(line), "modules are nested more than " + DEEPEST + " deep", null));
      }
      open.push(module);
      return;
    }
    open.getFirst().add(leaf(child, line, whole(printed)));
  }

  /** A one-line module, joined if a terminal has wrapped it. */
  private String whole(String printed) {
    StringBuilder joined = new StringBuilder(printed);
    int end = at;
    while (Brackets.balance(joined) > 0
        && end + 1 < lines.size()
        && end - at < MOST_LINES
        && line(end + 1).child().isEmpty()
        && !line(end + 1).isClosing()) {
      end++;
      ModelLine next = line(end);
      joined.append(next.whole().substring(next.cut()));
    }
    if (Brackets.balance(joined) != 0) {
      return printed;
    }
    at = end;
    return joined.toString();
  }

  private static PrintedModule leaf(Child child, ModelLine line, String printed) {
    PrintedClass printedClass = PrintedClass.of(printed).orElse(new PrintedClass(printed, ""));
    return new PrintedModule(
        child.name(),
        child.repeats(),
        printedClass.name(),
        printedClass.arguments(),
        List.of(),
        line.number(),
        line.columnOf(child.printed()),
        line.whole());
  }

  /** Whether the text has the indentation that PyTorch prints. */
  private boolean isIndented() {
    return open.getLast().isIndented();
  }

  private void finish() {
    PrintedModule module = open.pop().finished();
    if (open.isEmpty()) {
      // Any line of a log may end with a bracket; a model has children.
      boolean isModel = !module.children().isEmpty() || isLayer(module);
      if (isModel) {
        models.add(module);
      }
    } else {
      open.getFirst().add(module);
    }
  }

  private static boolean isLayer(PrintedModule module) {
    return PrintedArguments.of(module.arguments()).isPresent()
        || WindowClass.of(module).isPresent();
  }

  /** Closes open modules at the end of the text or the start of another model. */
  private void cutOff(int lastLine) {
    // A text that begins inside a model does not close it; without modules it is not a model.
    boolean complete =
        open.size() == 1 && (open.getLast().isFragment() || !open.getLast().hasChildren());
    if (!open.isEmpty() && !complete) {
      OpenModule innermost = open.getFirst();
      faults.add(
          Fault.at(
              new Place(source, lastLine, 1, ""),
              "the text ends inside "
                  + innermost.described()
                  + ", which begins on line "
                  + innermost.line(),
              "give the whole output of print(model)"));
    }
    while (!open.isEmpty()) {
      finish();
    }
  }

  private Place place(ModelLine line) {
    return new Place(source, line.number(), line.columnOf(line.content()), "", line.whole());
  }
}
