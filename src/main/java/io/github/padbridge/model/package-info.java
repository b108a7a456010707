/**
 * Printed PyTorch models ({@code print(model)}): their modules, and their convolutions and poolings
 * as layers.
 *
 * <p>The text is the output of {@code torch.nn.Module.__repr__}, possibly with additions of
 * terminals and logs. What it does not tell, such as the forward method of a custom class, is noted
 * and not guessed. Must not know plans, execution or output formats.
 */
@NullMarked
package io.github.padbridge.model;

import org.jspecify.annotations.NullMarked;
