package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statements that change a weight, a bias or the data are read or refused, never passed over. */
class ChangedWeightsTest {
  private static final String KERAS = "conv = keras.layers.Conv2D(8, 3)\n%s\ny = conv(x)";
  private static final String TORCH = "conv = nn.Conv2d(3, 8, 3)\n%s\ny = conv(x)";
  private static final String FUNCTION = "%s\ny = F.conv2d(x, w, b)";
  private static final String RESULT = "y = F.conv2d(x, w, b)\n%s\nreturn y";

  /** What changes nothing. */
  private static final List<String> SAME =
      List.of(
          KERAS.formatted("conv.set_weights([w, b])"),
          KERAS.formatted("conv.set_weights(weights)"),
          KERAS.formatted("conv.set_weights([weights[0], weights[1]])"),
          KERAS.formatted("conv.set_weights(other.get_weights())"),
          KERAS.formatted("conv.set_weights([w[::-1, ::-1][::-1, ::-1], b])"),
          KERAS.formatted(
              "conv.set_weights([np.transpose(w.detach().numpy(), (2, 3, 1, 0)),"
                  + " b.detach().numpy()])"),
          KERAS.formatted("conv.set_weights([w] if b is None else [w, np.asarray(b)])"),
          TORCH.formatted("conv.load_state_dict(torch.load('model.pth'))"),
          TORCH.formatted("state = torch.load('model.pth')\nconv.load_state_dict(state)"),
          TORCH.formatted("conv.apply(init_weights)"),
          TORCH.formatted("nn.init.zeros_(conv.bias)"),
          TORCH.formatted("conv = conv.to(torch.float64)"),
          FUNCTION.formatted("w = w.to(torch.float32)"),
          FUNCTION.formatted("v = w\nv = v.flip(2, 3)"),
          FUNCTION.formatted("v = w\ndel v"),
          FUNCTION.formatted("w = w if v is None else w.detach()"));

  /** What changes the numbers. */
  private static final List<String> CHANGED =
      List.of(
          KERAS.formatted("conv.set_weights([w[::-1, ::-1], b])"),
          KERAS.formatted("conv.set_weights([np.flip(w, (0, 1))] if b is None else [w, -b])"),
          KERAS.formatted("b = None\nconv.set_weights([np.flip(w, (0, 1))] if b is None else [w])"),
          KERAS.formatted("conv.set_weights([w[::-1], b])"),
          KERAS.formatted("conv.set_weights([w * 2, b])"),
          KERAS.formatted("conv.set_weights([w, b + 1])"),
          KERAS.formatted("conv.set_weights([np.rot90(w, 2, (0, 1)), b])"),
          KERAS.formatted("conv.set_weights([np.transpose(w, (3, 2, 1, 0)), b])"),
          KERAS.formatted("conv.set_weights([k[::-1, ::-1] for k in weights])"),
          KERAS.formatted("conv.set_weights(conv.get_weights()[::-1])"),
          KERAS.formatted("conv.set_weights(w[::-1])"),
          KERAS.formatted("conv.kernel.assign(tf.reverse(w, [0, 1]))"),
          KERAS.formatted("conv.set_weights([w.astype('int8'), b])"),
          "y = keras.layers.Conv2D(8, 3, kernel_initializer=tf.constant_initializer(w[::-1]))(x)",
          "y = keras.layers.Conv2D(8, 3, weights=[w[::-1, ::-1], b])(x)",
          TORCH.formatted("del conv.bias"),
          TORCH.formatted("conv.load_state_dict({'weight': w.flip(2, 3)})"),
          TORCH.formatted(
              "state = torch.load('model.pth')\n"
                  + "state['weight'] = state['weight'].flip(2, 3)\nconv.load_state_dict(state)"),
          TORCH.formatted("conv.apply(lambda m: m.weight.data.mul_(2))"),
          TORCH.formatted("b is None or conv.weight.data.mul_(2)"),
          TORCH.formatted("conv.weight.data.mul_(2) if b is not None else None"),
          FUNCTION.formatted("w = w.to(torch.int8)"),
          FUNCTION.formatted("w = w.type('torch.IntTensor')"),
          FUNCTION.formatted("kind = torch.int8\nw = w.to(dtype=kind)"),
          FUNCTION.formatted("w = torch.tensor(w, dtype=torch.uint8)"),
          FUNCTION.formatted("w = np.array(w, int)"),
          FUNCTION.formatted("b = tf.cast(b, tf.int32)"),
          FUNCTION.formatted("x = x.to(torch.int8)"),
          FUNCTION.formatted("v = w\nv += 1"),
          FUNCTION.formatted("v = w.permute(1, 0, 2, 3)\nv *= 2"),
          FUNCTION.formatted("v = w\nv[0] = 0"),
          FUNCTION.formatted("v = w\nv.data = v.flip(2, 3)"),
          FUNCTION.formatted("v = w\nv.mul_(2)"),
          FUNCTION.formatted("w = w.flip(2, 3) if b is None else w.flip(2, 3)"),
          FUNCTION.formatted("w = w.flip(2, 3) if flag else w"),
          FUNCTION.formatted("print(w := w.flip(2, 3))"),
          FUNCTION.formatted("def flip():\n    global w\n    w = w.flip(2, 3)\nflip()"),
          FUNCTION.formatted("torch.mul(w, 2, out=w)"),
          FUNCTION.formatted("torch._foreach_mul_([w], 2)"),
          RESULT.formatted("z = y\nz += c"),
          RESULT.formatted("z = y.permute(0, 2, 3, 1)\nz += c"),
          RESULT.formatted("z = y\nz[:, 0] = 0"),
          RESULT.formatted("z = y\nz.add_(c)"),
          method("self.conv.weight.data = self.conv.weight.data.flip(2, 3)"),
          method("self.conv.register_forward_hook(lambda m, i, o: 2 * o)"),
          method("parametrize.register_parametrization(self.conv, 'weight', Flip())"));

  private static String method(String change) {
    return "class Net(nn.Module):\n"
        + "    def __init__(self):\n"
        + "        super().__init__()\n"
        + "        self.conv = nn.Conv2d(3, 8, 3)\n"
        + "        self.change()\n"
        + "    def change(self):\n"
        + "        "
        + change
        + "\n"
        + "    def forward(self, x):\n"
        + "        return self.conv(x)\n";
  }

  private static boolean isEqual(String text) {
    Sides sides =
        Sides.resolve(
            SideText.parse("left", "nn.Conv2d(3, 8, 3)"), SideText.parse("right", text), Map.of());
    return Equivalence.of(sides.left(), sides.right()).verdict() == Verdict.EVERY_SIZE;
  }

  @Test
  void sameWeights() {
    for (String text : SAME) {
      assertThat(isEqual(text)).as(text).isTrue();
    }
  }

  @Test
  void changedWeights() {
    for (String text : CHANGED) {
      boolean isEqual;
      try {
        isEqual = isEqual(text);
      } catch (Refusal refusal) {
        isEqual = false;
      }
      assertThat(isEqual).as(text).isFalse();
    }
  }
}
