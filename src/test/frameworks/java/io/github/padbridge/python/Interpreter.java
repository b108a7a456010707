package io.github.padbridge.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs functions of a module, with a framework's library. */
public final class Interpreter {
  private final Module module;
  private final Library library;

  public Interpreter(Module module, Library library) {
    this.module = module;
    this.library = library;
  }

  /** What a function of the module returns. */
  public Object call(String function, List<Object> arguments) {
    return called(module.functions().get(function), new Arguments(arguments, Map.of()));
  }

  private Object called(Statement.Function function, Arguments arguments) {
    Map<String, Object> names = new HashMap<>();
    for (Statement.Parameter parameter : function.parameters()) {
      Object standard = parameter.standard() == null ? this : value(parameter.standard(), names);
      Object given = arguments.named(parameter.name(), standard);
      if (given == this) {
        throw new IllegalArgumentException(function.name() + " wants " + parameter.name());
      }
      names.put(parameter.name(), given);
    }
    arguments.requireAllTaken(function.name());
    return run(function.body(), names).orElseThrow();
  }

  /** Runs statements until one returns; empty where none does. */
  private Optional<Object> run(List<Statement> statements, Map<String, Object> names) {
    for (Statement statement : statements) {
      Optional<Object> returned = Optional.empty();
      if (statement instanceof Statement.Assign assign) {
        names.put(assign.target(), value(assign.value(), names));
      } else if (statement instanceof Statement.Return end) {
        returned = Optional.of(value(end.value(), names));
      } else if (statement instanceof Statement.If choice) {
        returned =
            (Boolean) value(choice.condition(), names)
                ? run(choice.body(), names)
                : Optional.empty();
      } else if (statement instanceof Statement.For loop) {
        for (Object element : (List<?>) value(loop.sequence(), names)) {
          bind(loop.targets(), element, names);
          returned = returned.isPresent() ? returned : run(loop.body(), names);
        }
      }
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }

  private static void bind(List<String> targets, Object element, Map<String, Object> names) {
    for (int i = 0; i < targets.size(); i++) {
      names.put(targets.get(i), targets.size() == 1 ? element : ((List<?>) element).get(i));
    }
  }

  private Object value(Expression expression, Map<String, Object> names) {
    if (expression instanceof Expression.Literal literal) {
      return literal.value();
    } else if (expression instanceof Expression.Name name) {
      if (!names.containsKey(name.name())) {
        throw new IllegalArgumentException("no value for " + name.name());
      }
      return names.get(name.name());
    } else if (expression instanceof Expression.Sequence sequence) {
      return values(sequence.items(), names);
    } else if (expression instanceof Expression.Comprehension loop) {
      List<Object> elements = new ArrayList<>();
      for (Object element : (List<?>) value(loop.sequence(), names)) {
        bind(loop.targets(), element, names);
        elements.add(value(loop.element(), names));
      }
      return elements;
    } else if (expression instanceof Expression.Negation negation) {
      return -(Long) value(negation.of(), names);
    } else if (expression instanceof Expression.Operation operation) {
      return operate(operation, names);
    } else if (expression instanceof Expression.Attribute attribute) {
      if (!attribute.name().equals("shape")) {
        throw new IllegalArgumentException("no attribute " + attribute.name());
      }
      return library.shape(value(attribute.of(), names));
    } else if (expression instanceof Expression.Subscript subscript) {
      return subscript(subscript, names);
    }
    return call((Expression.Call) expression, names);
  }

  private List<Object> values(List<Expression> items, Map<String, Object> names) {
    List<Object> values = new ArrayList<>();
    for (Expression item : items) {
      if (item instanceof Expression.Starred starred) {
        values.addAll((List<?>) value(starred.sequence(), names));
      } else {
        values.add(value(item, names));
      }
    }
    return values;
  }

  private Object operate(Expression.Operation operation, Map<String, Object> names) {
    Object left = value(operation.left(), names);
    if (operation.operator().equals("and") && !(Boolean) left) {
      return false;
    }
    Object right = value(operation.right(), names);
    switch (operation.operator()) {
      case "and" -> {
        return right;
      }
      case "is" -> {
        return left == right;
      }
      case "is not" -> {
        return left != right;
      }
      default -> {}
    }
    if (left instanceof List<?> first && right instanceof List<?> second) {
      List<Object> joined = new ArrayList<>(first);
      joined.addAll(second);
      return joined;
    }
    return left instanceof Long a && right instanceof Long b
        ? integers(operation.operator(), a, b)
        : library.operate(operation.operator(), left, right);
  }

  private static Object integers(String operator, long left, long right) {
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "//" -> Math.floorDiv(left, right);
      case "<" -> left < right;
      default -> throw new IllegalArgumentException("no operator " + operator);
    };
  }

  private Object subscript(Expression.Subscript subscript, Map<String, Object> names) {
    Object of = value(subscript.of(), names);
    List<Object> indices = new ArrayList<>();
    for (Expression index : subscript.indices()) {
      indices.add(
          index instanceof Expression.Range range
              ? new Span(bound(range.begin(), names), bound(range.end(), names))
              : value(index, names));
    }
    if (of instanceof List<?> list) {
      Span span = (Span) indices.get(0);
      return list.subList(Math.toIntExact(span.begin()), list.size());
    }
    return library.subscript(of, indices);
  }

  private @Nullable Long bound(@Nullable Expression bound, Map<String, Object> names) {
    return bound == null ? null : (Long) value(bound, names);
  }

  private Object call(Expression.Call call, Map<String, Object> names) {
    Map<String, Object> named = new LinkedHashMap<>();
    call.named().forEach((name, argument) -> named.put(name, value(argument, names)));
    Arguments arguments = new Arguments(values(call.arguments(), names), named);
    String name = dotted(call.function());
    Object result;
    if (module.functions().containsKey(name)) {
      return called(module.functions().get(name), arguments);
    } else if (call.function() instanceof Expression.Name) {
      result = builtin(name, arguments);
    } else if (library.isModule(name.substring(0, Math.max(name.indexOf('.'), 0)))) {
      result = library.call(name, arguments);
    } else {
      Expression.Attribute method = (Expression.Attribute) call.function();
      result = library.method(value(method.of(), names), method.name(), arguments);
    }
    arguments.requireAllTaken(name);
    return result;
  }

  /** {@code tf.nn.conv2d}; what is not a name with attributes is empty. */
  private static String dotted(Expression function) {
    if (function instanceof Expression.Attribute attribute) {
      return dotted(attribute.of()) + "." + attribute.name();
    }
    return function instanceof Expression.Name name ? name.name() : "";
  }

  private static Object builtin(String name, Arguments arguments) {
    return switch (name) {
      case "len" -> (long) ((List<?>) arguments.next()).size();
      case "range" ->
          LongStream.range((Long) arguments.next(), (Long) arguments.next()).boxed().toList();
      case "max" -> Math.max((Long) arguments.next(), (Long) arguments.next());
      case "float" -> infinity((String) arguments.next());
      case "zip" -> zip(arguments.rest());
      default -> throw new IllegalArgumentException("no function " + name);
    };
  }

  private static double infinity(String text) {
    if (!text.equals("-inf")) {
      throw new IllegalArgumentException("no number " + text);
    }
    return Double.NEGATIVE_INFINITY;
  }

  private static List<List<Object>> zip(List<Object> sequences) {
    int size = Collections.min(sequences.stream().map(list -> ((List<?>) list).size()).toList());
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Object> row = new ArrayList<>();
      for (Object sequence : sequences) {
        row.add(((List<?>) sequence).get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
