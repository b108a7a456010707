package io.github.padbridge.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The convolutions of a printed model as a table for programs: a column an argument, sizes of
 * several axes as {@code 3x5}.
 */
public final class ScanTable {
  private static final List<String> ARGUMENTS =
      List.of(
          Argument.OP,
          Argument.IN_CHANNELS,
          Argument.OUT_CHANNELS,
          Argument.KERNEL_SIZE,
          Argument.STRIDE,
          Argument.PADDING,
          Argument.OUTPUT_PADDING,
          Argument.DILATION,
          Argument.GROUPS,
          Argument.BIAS,
          Argument.PADDING_MODE,
          Argument.RUNTIME_PADDING);

  private final CsvWriter csv;
  private final boolean proven;

  private ScanTable(CsvWriter csv, boolean proven) {
    this.csv = csv;
    this.proven = proven;
  }

  /**
   * A table that is written row by row, the header first.
   *
   * @param separator between the columns; a cell that holds it is quoted as RFC 4180 has it
   * @param proven whether the rows carry proofs
   */
  public static ScanTable begin(Writer out, char separator, boolean proven) {
    CsvWriter csv =
        CsvWriter.builder()
            .fieldSeparator(separator)
            .lineDelimiter(LineDelimiter.LF)
            .bufferSize(0)
            .build(out);
    ScanTable table = new ScanTable(csv, proven);
    List<String> headers = new ArrayList<>(List.of("name", "class"));
    headers.addAll(ARGUMENTS);
    headers.addAll(List.of("input_shape", "output_shape", "tensorflow", "watch"));
    if (proven) {
      headers.add("agree");
    }
    csv.writeRecord(headers);
    return table;
  }

  public void add(ScannedLayer row) {
    Layer spec = row.layer().spec();
    Map<String, Object> arguments = spec == null ? Map.of() : SpecArguments.of(spec);
    List<String> cells = new ArrayList<>(List.of(row.layer().name(), row.layer().className()));
    ARGUMENTS.forEach(name -> cells.add(cell(arguments.get(name))));
    cells.add(spec == null ? "" : spec.inputShape().toString());
    cells.add(spec == null ? "" : spec.outputShape().toString());
    cells.add(row.plan() == null ? "" : EquivalentText.of(row.plan()));
    cells.add(String.join("; ", row.watch()));
    if (proven) {
      cells.add(row.agreement() == null ? "" : Boolean.toString(row.agreement().agree()));
    }
    csv.writeRecord(cells);
  }

  /** Hands on what has been written. */
  public void flush() {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ScanTable::cell).collect(Collectors.joining("x"));
    }
    return value == null ? "" : value.toString();
  }
}
