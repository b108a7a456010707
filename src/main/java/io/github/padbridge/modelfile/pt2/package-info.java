/** Programs of {@code torch.export}: the graph that runs, as rows. */
@NullMarked
package io.github.padbridge.modelfile.pt2;

import org.jspecify.annotations.NullMarked;
