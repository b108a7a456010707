package io.github.padbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.padbridge.spec.ConvSpec;

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
          .layer("notation")
          .definedBy(BASE + "notation")
          .layer("spec")
          .definedBy(BASE + "spec")
          .layer("plan")
          .definedBy(BASE + "plan")
          .layer("translate")
          .definedBy(BASE + "translate")
          .layer("proof")
          .definedBy(BASE + "proof")
          .layer("execute")
          .definedBy(BASE + "execute")
          .layer("render")
          .definedBy(BASE + "render..")
          .layer("cli")
          .definedBy(BASE + "cli")
          .whereLayer("diagnostic")
          .mayNotAccessAnyLayer()
          .whereLayer("shape")
          .mayNotAccessAnyLayer()
          .whereLayer("json")
          .mayOnlyAccessLayers("diagnostic")
          .whereLayer("expression")
          .mayOnlyAccessLayers("diagnostic", "json")
          .whereLayer("notation")
          .mayOnlyAccessLayers("diagnostic", "json", "shape", "expression")
          .whereLayer("spec")
          .mayOnlyAccessLayers("diagnostic", "json", "shape")
          .whereLayer("plan")
          .mayOnlyAccessLayers("shape")
          .whereLayer("translate")
          .mayOnlyAccessLayers("diagnostic", "shape", "spec", "plan")
          .whereLayer("proof")
          .mayOnlyAccessLayers("spec")
          .whereLayer("execute")
          .mayOnlyAccessLayers("diagnostic", "shape", "spec", "plan", "proof")
          .whereLayer("render")
          .mayOnlyAccessLayers(
              "diagnostic", "json", "shape", "notation", "spec", "plan", "translate", "proof")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule only_execute_knows_nd4j =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "execute")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule only_cli_knows_picocli =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule the_definition_shares_no_arithmetic_with_the_planner =
      noClasses()
          .that()
          .haveSimpleNameStartingWith("Torch")
          .and()
          .resideInAPackage(BASE + "execute")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(ConvArithmetic|SizeFormula|PadAmount)")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "plan");

  /**
   * The sizes that a spec knows of itself are the planner's, so the definition must work them out
   * anew.
   */
  @ArchTest
  static final ArchRule the_definition_asks_the_spec_for_no_size =
      noClasses()
          .that()
          .haveSimpleNameStartingWith("Torch")
          .and()
          .resideInAPackage(BASE + "execute")
          .should()
          .callMethod(ConvSpec.class, "effectiveKernel", int.class)
          .orShould()
          .callMethod(ConvSpec.class, "padAmount", int.class)
          .orShould()
          .callMethod(ConvSpec.class, "outputSize", int.class)
          .orShould()
          .callMethod(ConvSpec.class, "outputShape")
          .orShould()
          .callMethod(ConvSpec.class, "inputSize", int.class);

  @ArchTest
  static final ArchRule the_plan_is_executed_without_the_spec =
      noClasses()
          .that()
          .haveSimpleName("PlanOnNd4j")
          .or()
          .haveSimpleName("ChannelsLast")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ConvSpec.class);
}
