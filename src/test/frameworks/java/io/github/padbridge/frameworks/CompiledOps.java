package io.github.padbridge.frameworks;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;

/**
 * TensorFlow's ops collected in a function that XLA compiles as a whole, as {@code
 * tf.function(jit_compile=True)} has it. An op that XLA does not have is refused when a result is
 * read.
 */
final class CompiledOps extends GraphOps {
  /** What {@code jit_compile=True} sets on a function and on its calls. */
  private static final String MUST_COMPILE = "_XlaMustCompile";

  private static final String CALL = "call";

  /** All sizes are known, as XLA needs them. */
  CompiledOps(Precision precision) {
    super(precision, false);
  }

  @Override
  Tensor read(Output<?> array) {
    try (Graph caller = new Graph()) {
      caller.importGraphDef(caller(function(array)));
      try (Session session = new Session(caller)) {
        Session.Runner runner = session.runner().fetch(CALL);
        for (int i = 0; i < numbers().size(); i++) {
          runner.feed(argument(i), numbers().get(i));
        }
        try (Result result = runner.run()) {
          return read(result.get(0));
        }
      }
    }
  }

  /** The graph so far as a function of its inputs. */
  private FunctionDef function(Output<?> result) {
    Signature.Builder signature = Signature.builder();
    for (int i = 0; i < inputs().size(); i++) {
      signature.input(argument(i), inputs().get(i));
    }
    // An input may be the result as well, which no function may return.
    signature.output("result", ops().identity(result));
    try (ConcreteFunction function = ConcreteFunction.create(signature.build(), graph())) {
      return function.getFunctionDef().toBuilder().putAttr(MUST_COMPILE, yes()).build();
    }
  }

  /** A graph that calls a function on arguments that are fed. */
  private GraphDef caller(FunctionDef function) {
    GraphDef.Builder caller = GraphDef.newBuilder();
    caller.setVersions(graph().toGraphDef().getVersions());
    caller.setLibrary(FunctionDefLibrary.newBuilder().addFunction(function));
    AttrValue.ListValue.Builder types = AttrValue.ListValue.newBuilder();
    NodeDef.Builder call = NodeDef.newBuilder().setName(CALL).setOp("StatefulPartitionedCall");
    DataType type = numbers().get(0).dataType();
    for (int i = 0; i < inputs().size(); i++) {
      NodeDef.Builder argument = NodeDef.newBuilder().setName(argument(i)).setOp("Placeholder");
      caller.addNode(argument.putAttr("dtype", AttrValue.newBuilder().setType(type).build()));
      call.addInput(argument(i));
      types.addType(type);
    }
    NameAttrList name =
        NameAttrList.newBuilder().setName(function.getSignature().getName()).build();
    call.putAttr("f", AttrValue.newBuilder().setFunc(name).build());
    call.putAttr("Tin", AttrValue.newBuilder().setList(types).build());
    types.clear().addType(type);
    call.putAttr("Tout", AttrValue.newBuilder().setList(types).build());
    return caller.addNode(call.putAttr(MUST_COMPILE, yes())).build();
  }

  private static String argument(int index) {
    return "x" + index;
  }

  private static AttrValue yes() {
    return AttrValue.newBuilder().setB(true).build();
  }
}
