package io.github.padbridge.modelfile.common;

import io.github.padbridge.diagnostic.Refusal;

/** The refusal of what {@code torch.save} writes. */
public final class Pickles {
  /** The two lines of Python that write a {@code .pt2}. */
  static final String HELP =
      """
      write a .pt2 with these two lines of Python:
      program = torch.export.export(model.eval(), (x,))
      torch.export.save(program, "model.pt2")""";

  private Pickles() {}

  public static Refusal refusal(String source, String message) {
    return ModelArchive.refusal(source, message, HELP);
  }
}
