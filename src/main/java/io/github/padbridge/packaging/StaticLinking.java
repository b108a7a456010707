package io.github.padbridge.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Replaces code that Java links at its first use by ordinary code: lambdas and method references by
 * classes, and {@code equals} and {@code hashCode} of records by methods. The linking takes longer
 * than loading a class from the archive, a third of a short run in all. Classes of Java 6 and older
 * get stack maps, without which the archive has them unlinked.
 */
final class StaticLinking {
  private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory.metafactory";
  private static final String RECORDS = "java/lang/runtime/ObjectMethods.bootstrap";

  /** Where a class file has its version. */
  private static final int VERSION = 6;

  private final SortedMap<String, ClassWriter> writers = new TreeMap<>();
  private final List<Member> members = new ArrayList<>();

  private StaticLinking() {}

  /**
   * The same classes, and one more for each lambda.
   *
   * @param classes their bytes by name, such as {@code java/lang/Object}
   */
  static SortedMap<String, byte[]> of(SortedMap<String, byte[]> classes) {
    StaticLinking linking = new StaticLinking();
    classes.forEach(linking::add);
    // Members of a nest may use what is private in another.
    for (Member member : linking.members) {
      Objects.requireNonNull(linking.writers.get(member.host())).visitNestMember(member.lambda());
    }
    SortedMap<String, byte[]> linked = new TreeMap<>();
    linking.writers.forEach((name, writer) -> linked.put(name, writer.toByteArray()));
    return linked;
  }

  private void add(String name, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    boolean old = reader.readShort(VERSION) < Opcodes.V1_7;
    ClassWriter writer =
        new ClassWriter(old ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
    writers.put(name, writer);
    reader.accept(new Copy(name, writer), 0);
  }

  /** The class of a lambda, and the host of the nest that it joins. */
  private record Member(String host, String lambda) {}

  /** Copies a class. */
  private final class Copy extends ClassVisitor {
    private final String owner;
    private final ClassVisitor to;
    private String host;
    private int lambdas;

    Copy(String owner, ClassVisitor to) {
      super(Opcodes.ASM9, to);
      this.owner = owner;
      this.to = to;
      this.host = owner;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String parent,
        String @Nullable [] interfaces) {
      int linkable = Math.max(version, Opcodes.V1_7);
      super.visit(linkable, access, name, signature, parent, interfaces);
    }

    @Override
    public void visitNestHost(String nestHost) {
      host = nestHost;
      super.visitNestHost(nestHost);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor copy = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, copy) {
        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... arguments) {
          String linker = bootstrap.getOwner() + "." + bootstrap.getName();
          if (linker.equals(LAMBDAS)) {
            call(addLambda(called, type, arguments), LambdaClass.FACTORY, type);
          } else if (linker.equals(RECORDS) && !called.equals("toString")) {
            call(owner, addRecordMethod(called, type, arguments), type);
          } else {
            super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
          }
        }

        private void call(String in, String method, String type) {
          super.visitMethodInsn(Opcodes.INVOKESTATIC, in, method, type, false);
        }
      };
    }

    /** Adds the class of a lambda and returns its name. */
    private String addLambda(String called, String factory, Object... arguments) {
      String name = owner + "$$Lambda" + lambdas++;
      LambdaClass lambda =
          new LambdaClass(
              name,
              Type.getMethodType(factory),
              called,
              (Type) arguments[0],
              (Handle) arguments[1],
              (Type) arguments[2]);
      writers.put(name, lambda.write(host));
      members.add(new Member(host, name));
      return name;
    }

    /** Adds a static method to the record and returns its name. */
    private String addRecordMethod(String called, String descriptor, Object... arguments) {
      RecordMethods methods = RecordMethods.of(owner, arguments);
      String name = "record$" + called;
      if (called.equals("equals")) {
        methods.addEquals(to, name, descriptor);
      } else {
        methods.addHashCode(to, name, descriptor);
      }
      return name;
    }
  }
}
