package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof of the matrix of a layer: its products compared with layers.
 *
 * @param ran the layer whose matrix was multiplied, for one sample; it may have fewer channels than
 *     the given layer
 * @param products the product with the matrix, then the one with its transpose
 * @param note a note for the user about the run; null for none
 */
public record MatrixAgreement(
    ConvSpec ran,
    long rows,
    long columns,
    List<Product> products,
    Agreement.Evidence evidence,
    @Nullable String note) {
  /**
   * One product and the layer that it is compared with.
   *
   * @param product its formula, such as {@code M·x}
   * @param against what it is compared with, for people
   * @param result the first result that differs, or one that agrees
   */
  public record Product(String product, String against, ComparisonResult result) {}

  public MatrixAgreement {
    products = List.copyOf(products);
  }

  public boolean agree() {
    return products.stream().allMatch(product -> product.result().agree());
  }
}
