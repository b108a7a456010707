/** Archives, JSON and pickles of model files, whose sizes are bounded before they are read. */
@NullMarked
package io.github.padbridge.modelfile.common;

import org.jspecify.annotations.NullMarked;
