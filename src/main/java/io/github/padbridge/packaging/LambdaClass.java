package io.github.padbridge.packaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * The class of one lambda or method reference, as {@code LambdaMetafactory} specifies it.
 *
 * @param name the name of the class
 * @param factory captured values to the interface
 * @param method the name of the method of the interface
 * @param erased the type of that method
 * @param body what the lambda calls
 * @param instantiated the type of the method with its type variables replaced
 */
record LambdaClass(
    String name, Type factory, String method, Type erased, Handle body, Type instantiated) {
  /** The static method that gives the lambda. */
  static final String FACTORY = "of";

  private static final String INSTANCE = "INSTANCE";
  private static final Type CHARACTER = Type.getType(Character.class);

  /**
   * Writes the class.
   *
   * @param host the host of the nest of the class that has the lambda
   */
  ClassWriter write(String host) {
    ClassWriter to = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String[] interfaces = {factory.getReturnType().getInternalName()};
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    to.visit(Opcodes.V17, access, name, null, "java/lang/Object", interfaces);
    to.visitNestHost(host);
    for (int i = 0; i < captured().length; i++) {
      int kind = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      to.visitField(kind, field(i), captured()[i].getDescriptor(), null, null);
    }
    addConstructor(to);
    addFactory(to);
    addMethod(to);
    return to;
  }

  private Type[] captured() {
    return factory.getArgumentTypes();
  }

  private static String field(int index) {
    return "captured" + index;
  }

  private Type self() {
    return Type.getObjectType(name);
  }

  private Method constructor() {
    return new Method("<init>", Type.VOID_TYPE, captured());
  }

  private void addConstructor(ClassWriter to) {
    GeneratorAdapter code = code(to, Opcodes.ACC_PRIVATE, constructor());
    code.loadThis();
    code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
    for (int i = 0; i < captured().length; i++) {
      code.loadThis();
      code.loadArg(i);
      code.putField(self(), field(i), captured()[i]);
    }
    code.returnValue();
    code.endMethod();
  }

  /** A lambda that captures nothing is one object. */
  private void addFactory(ClassWriter to) {
    GeneratorAdapter code =
        code(to, Opcodes.ACC_STATIC, new Method(FACTORY, factory.getDescriptor()));
    if (captured().length > 0) {
      create(code);
    } else {
      int kind = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      to.visitField(kind, INSTANCE, self().getDescriptor(), null, null);
      GeneratorAdapter start = code(to, Opcodes.ACC_STATIC, new Method("<clinit>", "()V"));
      create(start);
      start.putStatic(self(), INSTANCE, self());
      start.returnValue();
      start.endMethod();
      code.getStatic(self(), INSTANCE, self());
    }
    code.returnValue();
    code.endMethod();
  }

  private void create(GeneratorAdapter code) {
    code.newInstance(self());
    code.dup();
    code.loadArgs();
    code.invokeConstructor(self(), constructor());
  }

  private void addMethod(ClassWriter to) {
    GeneratorAdapter code =
        code(to, Opcodes.ACC_PUBLIC, new Method(method, erased.getDescriptor()));
    boolean creates = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    Type owner = Type.getObjectType(body.getOwner());
    if (creates) {
      code.newInstance(owner);
      code.dup();
    }
    List<Type> expected = new ArrayList<>(Arrays.asList(Type.getArgumentTypes(body.getDesc())));
    if (!creates && body.getTag() != Opcodes.H_INVOKESTATIC) {
      expected.add(0, owner);
    }
    for (int i = 0; i < expected.size(); i++) {
      int argument = i - captured().length;
      if (argument < 0) {
        code.loadThis();
        code.getField(self(), field(i), captured()[i]);
        convert(code, captured()[i], expected.get(i));
      } else {
        code.loadArg(argument);
        Type known = instantiated.getArgumentTypes()[argument];
        convert(code, erased.getArgumentTypes()[argument], known);
        convert(code, known, expected.get(i));
      }
    }
    code.visitMethodInsn(
        opcode(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    convert(code, creates ? owner : Type.getReturnType(body.getDesc()), erased.getReturnType());
    code.returnValue();
    code.endMethod();
  }

  /** What is special is private here, because {@code super::method} is compiled to a lambda. */
  private int opcode() {
    return switch (body.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    };
  }

  private static void convert(GeneratorAdapter code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (to.equals(Type.VOID_TYPE)) {
      if (from.getSize() == 2) {
        code.pop2();
      } else {
        code.pop();
      }
    } else if (isPrimitive(from) && isPrimitive(to)) {
      code.cast(from, to);
    } else if (isPrimitive(from)) {
      code.valueOf(from);
    } else if (isPrimitive(to)) {
      Type own = from.equals(CHARACTER) ? Type.CHAR_TYPE : to;
      code.unbox(own);
      code.cast(own, to);
    } else {
      code.checkCast(to);
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static GeneratorAdapter code(ClassWriter to, int access, Method method) {
    return new GeneratorAdapter(
        access,
        method,
        to.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
  }
}
