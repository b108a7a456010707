/**
 * Decides whether two chains of ops are equal, for every input size.
 *
 * <p>{@link io.github.padbridge.equivalence.ChainAxes} splits a chain into the ops along each
 * spatial axis. {@code AxisLength} computes the length of an axis after each op, and {@code
 * AxisTrace} the input elements that each output is made of, and how. {@code AxisEquality} compares
 * both chains at every size up to a bound, and the lemma below extends the result to all sizes.
 * This package must not know framework arguments, code, plans or numbers; {@code proof} checks its
 * results with numbers.
 *
 * <h2>Lemma</h2>
 *
 * <p>Let {@code P} be the least common multiple of the products of the strides of both chains. From
 * the size {@code settled} of {@code Horizon} on, both chains accept {@code L} exactly where they
 * accept {@code L + P}, and they are equal at {@code L} exactly where they are at {@code L + P}.
 *
 * <h2>What adds up</h2>
 *
 * <p>For the ops before a stage of a chain, let {@code S} be the product of the strides and slice
 * steps, and {@code D} that of the base dilations. Neighbours at this stage are {@code S/D} input
 * elements apart. Let place {@code p} have the position {@code p·S/D}. Each op has an extent, in
 * places of its input:
 *
 * <ul>
 *   <li>a padding or crop: both amounts;
 *   <li>a slice: both bounds and the step; the larger bound and the step where both bounds count
 *       from one end;
 *   <li>a window: its reach and its padding, both by the base dilation, and its stride and 1. SAME
 *       pads at most the reach and cuts off at most a stride; ceil_mode adds at most a stride. A
 *       size that an op was written for counts too.
 * </ul>
 *
 * <p>{@code E} is the sum of the extents of a chain, each times the {@code S/D} before its op, so
 * in input elements. Let {@code M} be the larger {@code E} of both chains.
 *
 * <h2>Proof</h2>
 *
 * <p>All statements are about one stage and follow from those about the stage before.
 *
 * <p><b>Lengths.</b> A stage grows, or has the same length at every {@code L > 2M}. It is of one
 * length after a slice with bounds that count from one end, or with crossed bounds, which then
 * leaves nothing. A stage that grows has a length within {@code E·D/S} of {@code L·D/S}: a window
 * gives {@code floor((base·(n - 1) + 1 + padding - reach) / stride) + 1}, and what is added to
 * {@code n·base/stride} here is at most its extent. Where {@code L} grows by {@code P}, the length
 * grows by {@code P·D/S}, which the strides that follow divide: floors, the padding of SAME and
 * what ceil_mode adds depend on the remainder only. What an op asks of its input is at most its
 * extent: so many elements to copy, slice or crop, or the one size that it takes. From {@code 2M}
 * on there are more. So acceptance repeats.
 *
 * <p><b>Values.</b> Let {@code y} be the position of a place at a stage that grows.
 *
 * <ul>
 *   <li>For {@code y} from {@code E} to {@code L - E} no op meets an end. The value is made of
 *       input elements within {@code E} of {@code y}. The value {@code D} places later is made of
 *       those {@code S} later in the same way.
 *   <li>For {@code y < E} the value is made of elements up to {@code y + E} and, with circular
 *       borders, of elements up to {@code E - y} from the end. Reflection, replication and the
 *       divisor of an average look no further than the padding, which the extent contains. Which
 *       elements they are, counted from the two ends, depends on the remainder only.
 *   <li>For {@code y > L - E} the same holds with the ends exchanged.
 * </ul>
 *
 * <p>A stage of one length is made of elements up to {@code E} from the ends, chosen independently
 * of {@code L}.
 *
 * <p><b>Equal rates.</b> If {@code D/S} is the same for both chains, or both end at one length: two
 * values at one place can only be equal by accident if one names an element from the start that the
 * other names from the end. By the bounds above that takes {@code L <= 2M}. Beyond it, the first
 * places with {@code y < M} are equal at {@code L} where they are at {@code L + P}, and so are the
 * last ones. Those between repeat every {@code D₁·D₂} places, or {@code S₁·D₂} elements. There is
 * at least one such block of them from {@code 2M + S₁·D₂} on, and a longer input only repeats it.
 *
 * <p><b>Different rates.</b> The lengths differ if {@code L·|D₁/S₁ - D₂/S₂|} is more than {@code
 * E₁·D₁/S₁ + E₂·D₂/S₂}. A chain that ends at one length has the rate 0; its length is at most
 * {@code E·D/S}. So beyond that size the chains are never equal.
 *
 * <p>{@code settled} lies above both bounds. ∎
 *
 * <h2>Adaptive poolings</h2>
 *
 * <p>An adaptive pooling with {@code out} outputs cuts its input of {@code n} places at {@code
 * p·n/out}, each cut rounded down where a window begins and up where it ends. The cuts are like
 * more ends. Let {@code Q} be the least common multiple of the output sizes of both chains. If
 * {@code L} grows by {@code P·Q}, then {@code n} grows by {@code P·Q·D/S}, and the cut at {@code p}
 * moves by {@code p/out} of that, a whole number of blocks of {@code P} elements: roundings stay
 * the same.
 *
 * <p>A window names the elements between two cuts, each as often as it occurs; an average divides
 * by their number too. Near a cut they are the same at {@code L + P·Q} as at {@code L}, counted
 * from the cut. Between two cuts both chains repeat every {@code P} elements, and whole blocks are
 * added on both sides. If the windows of both chains are equal at {@code L}, so are their blocks,
 * because an element is near its place, and then the number of blocks that are added is the same.
 * The parts between cuts are long enough for this where {@code L} is more than {@code Q} times the
 * bounds above and two blocks. The result has one length, as after a slice with bounds from one
 * end.
 *
 * <h2>Activations and normalizations</h2>
 *
 * <p>They are compared by name and settings, in the order in which they stand between the layers. A
 * function of one element may stand before or behind a crop or a copy of elements; before or behind
 * a padding of zeros, if it keeps zero; before or behind a max pooling, if it is monotone. A
 * function over whole axes, such as instance normalization, names all elements of the axis in each
 * of its values, so it is equal only to itself on equal elements, and repeats where its input does.
 * What a function has learned is taken to be carried over.
 *
 * <p>Functions behind the last layer, and the {@code activation} of that layer, are compared if
 * both sides have some there. If only one side has, they are left out, with a note: a layer is
 * often compared with the bare layer of a port. What stands before or between layers is always
 * compared.
 *
 * <h2>What it does not say</h2>
 *
 * <p>Values are equal if they are made of the same elements in the same way. For one layer on each
 * side this is equality of the numbers, for all inputs and weights. In the following cases it is
 * stricter than equality of the numbers; a pair that is called equal is always equal.
 *
 * <ul>
 *   <li>Axes are compared one by one. A result that is always zero at some size, because every
 *       window along one axis misses the input, is equal regardless of the other axes.
 *   <li>An average's divisor is a product over the axes. A constant is split into equal factors
 *       where it has them, and given to the first axis where it has none.
 *   <li>Several average poolings in a row are compared one by one.
 * </ul>
 */
@NullMarked
package io.github.padbridge.equivalence;

import org.jspecify.annotations.NullMarked;
