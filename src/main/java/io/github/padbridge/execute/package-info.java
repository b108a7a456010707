/**
 * Both sides of a proof on ND4J: a layer by its definition, and the plan step by step as the other
 * framework would run it.
 *
 * <p>The two sides share no geometry. The {@link io.github.padbridge.execute.Definition
 * definitions} ({@code Torch...} and {@code TensorFlow...}) know the layer and never a plan; {@link
 * io.github.padbridge.execute.PlanOnNd4j} knows the plan and never the layer. Only this package
 * uses ND4J, of which it trusts what was measured to be right: convolutions with explicit padding
 * (never its SAME mode), {@code pad} with amounts that are not negative, {@code gather} with
 * indices in range. Everything is checked in Java before native code sees it, since native code
 * answers a stride of 0 by ending the process.
 */
@NullMarked
package io.github.padbridge.execute;

import org.jspecify.annotations.NullMarked;
