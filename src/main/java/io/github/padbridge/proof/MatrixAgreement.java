package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a layer's matrix, multiplied out.
 *
 * @param ran the layer of which the matrix was multiplied out, on one sample; it may have fewer
 *     channels than the one asked for
 * @param products with the matrix, then with its transpose
 * @param note what the user should know of what was run, null where there is nothing to know
 */
public record MatrixAgreement(
    ConvSpec ran,
    long rows,
    long columns,
    List<Product> products,
    Agreement.Evidence evidence,
    @Nullable String note) {
  /**
   * One product held against what it should be.
   *
   * @param product which, such as {@code M·x}
   * @param against what it is held against, for people
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
