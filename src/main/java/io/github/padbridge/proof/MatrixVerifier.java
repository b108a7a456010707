package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.matrix.Adjoint;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.Sample;
import io.github.padbridge.proof.Agreement.Evidence;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.MatrixAgreement.Product;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies with the matrix of a layer on ND4J and compares the result with PyTorch's definition,
 * and the product with the transpose with the adjoint layer, on integers that float64 computes
 * exactly.
 *
 * <p>Where PyTorch has no adjoint layer, the transpose is compared with the layer itself: it is the
 * only linear map with {@code ⟨layer(x), y⟩ = ⟨x, Mᵀ·y⟩} for all x and y.
 */
public final class MatrixVerifier {
  private static final String DEFINITION = "PyTorch's definition";

  /** The most products of a layer that is also run in plain loops. */
  private static final double LOOP_PRODUCTS = 1e7;

  private final long seed;
  private final MatrixEngine engine;
  private final Function<ConvSpec, ElementMatrix> unroller;

  /**
   * @param unroller makes the matrix of the layer that is run
   */
  public MatrixVerifier(
      long seed, MatrixEngine engine, Function<ConvSpec, ElementMatrix> unroller) {
    this.seed = seed;
    this.engine = engine;
    this.unroller = unroller;
  }

  /**
   * Verifies the matrix of one layer, for every kernel.
   *
   * @throws Refusal if a size is unknown, the matrix is too large to multiply, or the engine cannot
   *     be started on this machine
   */
  public MatrixAgreement verify(ConvSpec asked) {
    engine.start();
    ConvSpec layer = Sample.of(asked);
    String note = null;
    if (MatrixWorkload.of(layer).isLarge()) {
      layer = (ConvSpec) Workload.reduced(layer);
      note =
          "reduced to in_channels "
              + layer.inChannels()
              + ", out_channels "
              + layer.outChannels()
              + ", groups "
              + layer.groups()
              + "; the geometry does not depend on them";
    }
    MatrixWorkload.of(layer).require();
    return verified(layer, note);
  }

  private MatrixAgreement verified(ConvSpec layer, @Nullable String note) {
    ElementMatrix matrix = unroller.apply(layer);
    Adjoint adjoint = Adjoint.of(layer);
    MatrixDraws numbers = new MatrixDraws(layer, matrix.summands(), seed);
    int draws = numbers.enough();
    Results results = results(layer, matrix, adjoint, numbers.next());
    for (int draw = 1; draw < draws; draw++) {
      results = results.and(results(layer, matrix, adjoint, numbers.next()));
    }
    Product product = new Product("M·x", described(layer), results.forward);
    String against =
        adjoint.layer() != null
            ? described(adjoint.layer())
            : AdjointIdentity.NAME + " (" + adjoint.reason() + ")";
    return new MatrixAgreement(
        layer,
        matrix.rows(),
        matrix.columns(),
        List.of(product, new Product("Mᵀ·y", against, results.transposed)),
        new Evidence(seed, draws, numbers.missProbability(draws)),
        note);
  }

  /** The results for the product with the matrix and for the one with its transpose. */
  private record Results(ComparisonResult forward, ComparisonResult transposed) {
    Results and(Results next) {
      return new Results(forward.and(next.forward), transposed.and(next.transposed));
    }
  }

  private Results results(
      ConvSpec layer, ElementMatrix matrix, Adjoint adjoint, MatrixDraws.Draw drawn) {
    MatrixProducts products =
        engine.multiply(matrix, drawn.weight().data(), drawn.x().data(), drawn.y().data());
    ComparisonResult forward = against(layer, drawn.x(), drawn.weight(), products.product());
    ComparisonResult transposed =
        adjoint.layer() != null
            ? against(adjoint.layer(), drawn.y(), drawn.weight(), products.transposedProduct())
            : AdjointIdentity.result(
                engine.define(layer, drawn.tensors(), Precision.FLOAT64),
                drawn,
                products.transposedProduct());
    return new Results(forward, transposed);
  }

  private static String described(ConvSpec layer) {
    return layer.op().functionName() + " " + layer.inputShape() + " -> " + layer.outputShape();
  }

  private ComparisonResult against(ConvSpec layer, Tensor x, Tensor weight, double[] product) {
    CaseTensors on = new CaseTensors(x, weight, null, null);
    Tensor definition = engine.define(layer, on, Precision.FLOAT64);
    if (definition.data().length != product.length) {
      return ComparisonResult.contradiction(
          DEFINITION,
          DEFINITION
              + " gives "
              + definition.data().length
              + " elements, the matrix gives "
              + product.length);
    }
    Tensor actual = new Tensor(definition.shape(), product);
    ComparisonResult result = ComparisonResult.of(DEFINITION, definition, actual, Tolerance.EXACT);
    if (Workload.of(layer).products() > LOOP_PRODUCTS) {
      return result;
    }
    Tensor loops = engine.defineInLoops(layer, on);
    return result.and(
        ComparisonResult.of(DEFINITION + " in plain loops", loops, actual, Tolerance.EXACT));
  }
}
