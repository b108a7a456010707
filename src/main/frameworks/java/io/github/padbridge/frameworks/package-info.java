/**
 * libtorch, TensorFlow and ONNX Runtime themselves, executing layers and plans: the readings of
 * them that padbridge rests on, held against what was read. Compiled by the Maven profile {@code
 * frameworks} only; it must not know ND4J, and nothing may know it but by {@link
 * io.github.padbridge.proof.Engine}.
 *
 * <p>Where a framework contradicts its own documentation or itself. Each is held by a test of the
 * same number in {@code FrameworkFaultsTest}, which fails when it is gone.
 *
 * <table>
 *   <caption>The frameworks' own faults</caption>
 *   <tr><th>no.</th><th>where</th><th>smallest layer</th><th>what happens</th></tr>
 *   <tr>
 *     <td>1</td>
 *     <td>TensorFlow 2.18 (and 2.21), oneDNN on, float32, AVX-512</td>
 *     <td>{@code conv2d}, x (2, 2, 3, 1), filters (1, 2, 1, 1), strides (1, 2), VALID: one channel in,
 *     one column out, strides along the columns only; {@code conv3d} and {@code depthwise_conv2d}
 *     likewise</td>
 *     <td>wrong numbers in every row but the first</td>
 *   </tr>
 *   <tr>
 *     <td>2</td>
 *     <td>TensorFlow 2.18, oneDNN on, float32</td>
 *     <td>{@code conv2d}, x (2, 4, 1, 2), filters (2, 1, 2, 2), strides (5, 2), padding (1, 0), (3, 3):
 *     windows of nothing but padding</td>
 *     <td>the process ends, at once or later; 2.21 computes it</td>
 *   </tr>
 *   <tr>
 *     <td>3</td>
 *     <td>TensorFlow 2.18, CPU without oneDNN, or float64</td>
 *     <td>{@code conv3d}, x (1, 1, 1, 3, 1), filters (1, 1, 1, 1, 1), strides (1, 1, 3), SAME; the
 *     3-D poolings likewise</td>
 *     <td>starts at the second element: half of what the stride leaves over is cut off the start,
 *     which the documentation does not say and the 1-D and 2-D ops do not do</td>
 *   </tr>
 *   <tr>
 *     <td>4</td>
 *     <td>TensorFlow 2.18, oneDNN on, float32</td>
 *     <td>the layer of no. 3; {@code avg_pool3d} likewise, {@code max_pool3d} from 2.21 on</td>
 *     <td>starts at the first element: other numbers than without oneDNN</td>
 *   </tr>
 *   <tr>
 *     <td>5</td>
 *     <td>TensorFlow 2.18 (and 2.21), oneDNN on, float32</td>
 *     <td>{@code conv2d}, x (0, 4, 4, 1), filters (2, 2, 1, 3), VALID</td>
 *     <td>the output has the shape of the input, (0, 4, 4, 1), not (0, 3, 3, 3)</td>
 *   </tr>
 *   <tr>
 *     <td>6</td>
 *     <td>TensorFlow 2.18, oneDNN off, in a graph</td>
 *     <td>{@code conv2d} of two groups, x (1, 1, 1, 2), filters (1, 1, 1, 2), then {@code bias_add}</td>
 *     <td>refused: the two are fused, and the fused op has no groups. {@code x + bias} works</td>
 *   </tr>
 *   <tr>
 *     <td>7</td>
 *     <td>TensorFlow 2.18 (and 2.21), in a graph</td>
 *     <td>{@code conv3d}, x (1, 1, 1, 3, 1), filters (1, 1, 2, 1, 1), dilations (1, 1, 2), VALID</td>
 *     <td>the shape is inferred with the dilations of height and width swapped: (1, 1, 1, 2, 1), not
 *     (1, 1, 1, 1, 1)</td>
 *   </tr>
 *   <tr>
 *     <td>8</td>
 *     <td>TensorFlow 2.18 (and 2.21)</td>
 *     <td>{@code pad}, x (0, 3, 1), paddings (0, 0), (1, 1), (0, 0), REFLECT</td>
 *     <td>refused, though nothing is padded along the batch; CONSTANT works</td>
 *   </tr>
 *   <tr>
 *     <td>9</td>
 *     <td>ONNX Runtime 1.28 (and 1.30, where nothing is dilated), float32</td>
 *     <td>{@code MaxPool}, x (1, 1, 2) of -inf, kernel_shape (2)</td>
 *     <td>the lowest finite number, -3.4e38, not -inf: windows of nothing but padding of PyTorch
 *     come out as that</td>
 *   </tr>
 *   <tr>
 *     <td>10</td>
 *     <td>ONNX Runtime 1.28 (and 1.30)</td>
 *     <td>{@code Conv}, x (1, 1, 3), kernel (1, 1, 2), dilations (2), auto_pad SAME_UPPER</td>
 *     <td>refused: dilations are not supported with SAME; pads work</td>
 *   </tr>
 *   <tr>
 *     <td>11</td>
 *     <td>ONNX Runtime 1.28 (and 1.30)</td>
 *     <td>{@code ConvTranspose}, x (1, 1, 3), kernel (1, 1, 2), dilations (2), output_padding (1)</td>
 *     <td>refused: output_padding must be less than the stride, which ONNX does not say</td>
 *   </tr>
 *   <tr>
 *     <td>12</td>
 *     <td>ONNX Runtime 1.28 (and 1.30)</td>
 *     <td>{@code AveragePool}, x (1, 1, 3), kernel_shape (2), dilations (3), pads (0, 2)</td>
 *     <td>refused: pads must be less than kernel_shape, dilated or not, which ONNX does not say</td>
 *   </tr>
 *   <tr>
 *     <td>13</td>
 *     <td>ONNX Runtime 1.28 (and 1.30)</td>
 *     <td>{@code Pad} of x (1, 1, 3) by (2, 0), then {@code AveragePool}, kernel_shape (2)</td>
 *     <td>refused: the two become one node, with pads as in no. 12; not with auto_pad VALID</td>
 *   </tr>
 * </table>
 */
@NullMarked
package io.github.padbridge.frameworks;

import org.jspecify.annotations.NullMarked;
