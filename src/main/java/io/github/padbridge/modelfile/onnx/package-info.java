/** ONNX models: their graph as rows; of the weights only the shapes are read. */
@NullMarked
package io.github.padbridge.modelfile.onnx;

import org.jspecify.annotations.NullMarked;
