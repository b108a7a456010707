/**
 * The text of PyTorch's {@code print(model)}: its modules, and the convolutions among them as
 * specs.
 *
 * <p>The text is read as {@code torch.nn.Module.__repr__} writes it, with whatever a terminal has
 * put around it. What it cannot say, such as what a class of its own does beside its arguments, is
 * said of the layer and not guessed. Must not know plans, execution or output formats.
 */
@NullMarked
package io.github.padbridge.model;

import org.jspecify.annotations.NullMarked;
