/**
 * Runs both sides of a proof on ND4J: a layer by its definition, and the plan step by step like the
 * other framework.
 *
 * <p>The two sides share no geometry. The {@link io.github.padbridge.execute.Definition
 * definitions} ({@code Torch...} and {@code TensorFlow...}) know the layer but no plan; {@link
 * io.github.padbridge.execute.PlanOnNd4j} knows the plan but no layer. Only this package uses ND4J.
 * It uses only ops that were measured to be right: convolutions with explicit padding (never its
 * SAME mode), {@code pad} with amounts that are not negative, {@code gather} with indices in range.
 * All arguments are checked in Java first, because native code ends the process for a stride of 0.
 */
@NullMarked
package io.github.padbridge.execute;

import org.jspecify.annotations.NullMarked;
