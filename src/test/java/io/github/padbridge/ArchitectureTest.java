package io.github.padbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.padbridge.layer.Layer;
import java.util.List;

/** Data flows one way, and each library is known in one place. */
@AnalyzeClasses(
    packages = "io.github.padbridge",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "io.github.padbridge.";

  @ArchTest
  static final ArchRule imports_follow_the_data =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("diagnostic")
          .definedBy(BASE + "diagnostic")
          .layer("json")
          .definedBy(BASE + "json")
          .layer("expression")
          .definedBy(BASE + "expression")
          .layer("shape")
          .definedBy(BASE + "shape")
          .layer("geometry")
          .definedBy(BASE + "geometry")
          .layer("notation")
          .definedBy(BASE + "notation")
          .layer("layer")
          .definedBy(BASE + "layer")
          .layer("layer.read")
          .definedBy(BASE + "layer.read")
          .layer("prelude")
          .definedBy(BASE + "prelude")
          .layer("chain")
          .definedBy(BASE + "chain")
          .layer("equivalence")
          .definedBy(BASE + "equivalence")
          .layer("repair")
          .definedBy(BASE + "repair")
          .layer("compare")
          .definedBy(BASE + "compare")
          .layer("diagnose")
          .definedBy(BASE + "diagnose")
          .layer("audit")
          .definedBy(BASE + "audit")
          .layer("weights")
          .definedBy(BASE + "weights")
          .layer("model")
          .definedBy(BASE + "model")
          .layer("modelfile")
          .definedBy(BASE + "modelfile..")
          .layer("table")
          .definedBy(BASE + "table")
          .layer("matrix")
          .definedBy(BASE + "matrix")
          .layer("explain")
          .definedBy(BASE + "explain")
          .layer("plan")
          .definedBy(BASE + "plan..")
          .layer("translate")
          .definedBy(BASE + "translate")
          .layer("proof")
          .definedBy(BASE + "proof")
          .layer("execute")
          .definedBy(BASE + "execute")
          .optionalLayer("frameworks")
          .definedBy(BASE + "frameworks")
          .layer("render")
          .definedBy(BASE + "render..")
          .layer("cli.input")
          .definedBy(BASE + "cli.input")
          .layer("cli.output")
          .definedBy(BASE + "cli.output")
          .layer("cli.help")
          .definedBy(BASE + "cli.help")
          .layer("cli.shell")
          .definedBy(BASE + "cli.shell")
          .layer("cli")
          .definedBy(BASE + "cli")
          .layer("packaging")
          .definedBy(BASE + "packaging")
          .whereLayer("diagnostic")
          .mayNotAccessAnyLayer()
          .whereLayer("shape")
          .mayNotAccessAnyLayer()
          .whereLayer("geometry")
          .mayOnlyAccessLayers("shape")
          .whereLayer("json")
          .mayOnlyAccessLayers("diagnostic")
          .whereLayer("expression")
          .mayOnlyAccessLayers("diagnostic", "json")
          .whereLayer("notation")
          .mayOnlyAccessLayers("diagnostic", "json", "shape", "expression")
          .whereLayer("layer")
          .mayOnlyAccessLayers("diagnostic", "json", "shape", "geometry")
          .whereLayer("layer.read")
          .mayOnlyAccessLayers("diagnostic", "json", "expression", "shape", "geometry", "layer")
          .whereLayer("prelude")
          .mayOnlyAccessLayers("plan")
          .whereLayer("chain")
          .mayOnlyAccessLayers(
              "prelude",
              "diagnostic",
              "json",
              "expression",
              "shape",
              "geometry",
              "notation",
              "layer",
              "layer.read")
          .whereLayer("equivalence")
          .mayOnlyAccessLayers(
              "diagnostic", "shape", "geometry", "notation", "layer", "chain", "explain")
          .whereLayer("repair")
          .mayOnlyAccessLayers(
              "diagnostic", "shape", "geometry", "layer", "prelude", "chain", "equivalence")
          .whereLayer("compare")
          .mayOnlyAccessLayers(
              "diagnostic", "json", "shape", "layer", "chain", "equivalence", "repair", "proof")
          .whereLayer("diagnose")
          .mayOnlyAccessLayers("diagnostic", "shape", "geometry", "layer")
          .whereLayer("audit")
          .mayOnlyAccessLayers(
              "diagnostic", "shape", "geometry", "notation", "layer", "chain", "model", "compare")
          .whereLayer("weights")
          .mayOnlyAccessLayers(
              "diagnostic",
              "shape",
              "geometry",
              "layer",
              "model",
              "modelfile",
              "audit",
              "plan",
              "translate",
              "proof")
          .whereLayer("model")
          .mayOnlyAccessLayers("diagnostic", "json", "expression", "shape", "layer", "layer.read")
          .whereLayer("modelfile")
          .mayOnlyAccessLayers(
              "diagnostic", "json", "shape", "geometry", "layer", "layer.read", "model")
          .whereLayer("table")
          .mayOnlyAccessLayers("diagnostic", "shape", "geometry", "layer")
          .whereLayer("matrix")
          .mayOnlyAccessLayers("diagnostic", "shape", "geometry", "layer")
          .whereLayer("explain")
          .mayOnlyAccessLayers("diagnostic", "shape", "geometry", "layer")
          .whereLayer("plan")
          .mayOnlyAccessLayers("shape")
          .whereLayer("translate")
          .mayOnlyAccessLayers("diagnostic", "shape", "geometry", "layer", "explain", "plan")
          .whereLayer("proof")
          .mayOnlyAccessLayers(
              "diagnostic",
              "shape",
              "geometry",
              "notation",
              "layer",
              "chain",
              "equivalence",
              "plan",
              "matrix",
              "translate")
          .whereLayer("execute")
          .mayOnlyAccessLayers("diagnostic", "shape", "layer", "plan", "matrix", "proof")
          .whereLayer("frameworks")
          .mayOnlyAccessLayers("diagnostic", "shape", "layer", "plan", "proof", "execute")
          .whereLayer("render")
          .mayOnlyAccessLayers(
              "prelude",
              "diagnostic",
              "json",
              "shape",
              "geometry",
              "notation",
              "layer",
              "model",
              "table",
              "explain",
              "plan",
              "matrix",
              "translate",
              "proof",
              "equivalence",
              "repair",
              "compare",
              "diagnose",
              "audit",
              "weights")
          .whereLayer("cli.input")
          .mayOnlyAccessLayers(
              "diagnostic",
              "json",
              "shape",
              "layer",
              "layer.read",
              "chain",
              "matrix",
              "model",
              "modelfile",
              "translate",
              "compare",
              "weights",
              "render")
          .whereLayer("cli.input")
          .mayOnlyBeAccessedByLayers("cli", "cli.output")
          .whereLayer("cli.output")
          .mayOnlyAccessLayers(
              "diagnostic", "json", "layer", "model", "matrix", "translate", "render", "cli.input")
          .whereLayer("cli.output")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli.help")
          .mayNotAccessAnyLayer()
          .whereLayer("cli.help")
          .mayOnlyBeAccessedByLayers("cli", "cli.shell")
          .whereLayer("cli.shell")
          .mayOnlyAccessLayers("cli.help")
          .whereLayer("cli.shell")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("packaging")
          .mayNotAccessAnyLayer()
          .whereLayer("packaging")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule steps_know_no_plan =
      noClasses()
          .that()
          .resideInAPackage(BASE + "plan.step")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "plan");

  /** Each file of the package by itself. */
  @ArchTest
  static final ArchRule planners_know_each_other_one_way =
      SlicesRuleDefinition.slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  return type.getPackageName().equals(BASE + "translate")
                      ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                      : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                  return "files of translate";
                }
              })
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule only_execute_knows_nd4j =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "execute")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.nd4j..");

  /** The old Guava and protobuf in ND4J, with known vulnerabilities. */
  @ArchTest
  static final ArchRule nothing_knows_the_libraries_in_nd4j =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.nd4j.shade..");

  @ArchTest
  static final ArchRule only_onnx_knows_protobuf =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "modelfile.onnx", BASE + "frameworks")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.protobuf..");

  /** The profile of that name alone compiles it. */
  @ArchTest
  static final ArchRule only_frameworks_knows_the_frameworks =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "frameworks")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco..", "org.tensorflow..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule nothing_knows_the_frameworks_engine =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "frameworks")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "frameworks");

  @ArchTest
  static final ArchRule only_commands_and_completions_know_picocli =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "cli", BASE + "cli.shell")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  /** The definitions of the layers of PyTorch, TensorFlow and ONNX. */
  private static final String DEFINITIONS =
      BASE.replace(".", "\\.") + "(execute|frameworks)\\.(Torch|TensorFlow|Onnx).*";

  @ArchTest
  static final ArchRule the_definition_shares_no_arithmetic_with_the_planner =
      noClasses()
          .that()
          .haveNameMatching(DEFINITIONS)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(ConvArithmetic|SizeFormula|LayerComputation|Plan)")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(BASE + "matrix", BASE + "geometry");

  /**
   * The sizes that a spec knows of itself are the planner's, so the definition must work them out
   * anew.
   */
  @ArchTest
  static final ArchRule the_definition_asks_the_spec_for_no_size =
      noClasses()
          .that()
          .haveNameMatching(DEFINITIONS)
          .should(
              callMethodsNamed(
                  "effectiveKernel",
                  "windows",
                  "padAmount",
                  "outputSize(int)",
                  "outputShape",
                  "inputSize"));

  private static ArchCondition<JavaClass> callMethodsNamed(String... names) {
    List<String> forbidden = List.of(names);
    return new ArchCondition<>("ask a layer for " + forbidden) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (JavaMethodCall call : origin.getMethodCallsFromSelf()) {
          boolean ofLayer = call.getTargetOwner().isAssignableTo(Layer.class);
          boolean takesAxis = !call.getTarget().getRawParameterTypes().isEmpty();
          String name = call.getName();
          if (ofLayer
              && (forbidden.contains(name) || (takesAxis && forbidden.contains(name + "(int)")))) {
            events.add(SimpleConditionEvent.satisfied(origin, call.getDescription()));
          }
        }
      }
    };
  }

  @ArchTest
  static final ArchRule the_plan_is_executed_without_the_spec =
      noClasses()
          .that()
          .haveNameMatching(".*\\.(Plan(Run|On.*)|Channels(Last|First)|Pools|TensorFlowKernels)")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Layer.class);
}
