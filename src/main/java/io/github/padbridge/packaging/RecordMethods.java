package io.github.padbridge.packaging;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Static methods that do what {@code equals} and {@code hashCode} of a record do, with the results
 * of {@code java.lang.runtime.ObjectMethods}.
 *
 * @param type the record
 * @param components its fields
 */
record RecordMethods(Type type, List<Handle> components) {
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type OBJECTS = Type.getType(Objects.class);

  RecordMethods {
    components = List.copyOf(components);
  }

  /**
   * @param record the type of the record
   * @param arguments of the bootstrap method: the record, the names, and a handle of each field
   */
  static RecordMethods of(String record, Object... arguments) {
    return new RecordMethods(
        Type.getObjectType(record), Stream.of(arguments).skip(2).map(Handle.class::cast).toList());
  }

  /**
   * Adds a method to the record.
   *
   * @param name the name of the method, not that of {@link Object}
   */
  void addEquals(ClassVisitor to, String name, String descriptor) {
    GeneratorAdapter code = code(to, name, descriptor);
    Label other = code.newLabel();
    code.loadArg(0);
    code.loadArg(1);
    code.ifCmp(OBJECT, GeneratorAdapter.NE, other);
    code.push(true);
    code.returnValue();
    mark(code, other);
    Label different = code.newLabel();
    code.loadArg(1);
    code.instanceOf(type);
    code.ifZCmp(GeneratorAdapter.EQ, different);
    for (Handle component : components) {
      load(code, 0, component);
      code.loadArg(1);
      code.checkCast(type);
      get(code, component);
      jumpIfDifferent(code, Type.getType(component.getDesc()), different);
    }
    code.push(true);
    code.returnValue();
    mark(code, different);
    code.push(false);
    code.returnValue();
    code.endMethod();
  }

  /** Adds a method to the record. */
  void addHashCode(ClassVisitor to, String name, String descriptor) {
    GeneratorAdapter code = code(to, name, descriptor);
    code.push(0);
    for (Handle component : components) {
      code.push(31);
      code.math(GeneratorAdapter.MUL, Type.INT_TYPE);
      load(code, 0, component);
      Type field = argument(component);
      code.invokeStatic(wrapper(field), new Method("hashCode", Type.INT_TYPE, new Type[] {field}));
      code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
    }
    code.returnValue();
    code.endMethod();
  }

  private static void jumpIfDifferent(GeneratorAdapter code, Type field, Label different) {
    switch (field.getSort()) {
      case Type.FLOAT, Type.DOUBLE -> {
        Type[] both = {field, field};
        code.invokeStatic(wrapper(field), new Method("compare", Type.INT_TYPE, both));
        code.ifZCmp(GeneratorAdapter.NE, different);
      }
      case Type.ARRAY, Type.OBJECT -> {
        Type[] both = {OBJECT, OBJECT};
        code.invokeStatic(OBJECTS, new Method("equals", Type.BOOLEAN_TYPE, both));
        code.ifZCmp(GeneratorAdapter.EQ, different);
      }
      default -> code.ifCmp(field, GeneratorAdapter.NE, different);
    }
  }

  /** What a method of {@link Objects} or of the class of a number takes. */
  private static Type argument(Handle component) {
    Type field = Type.getType(component.getDesc());
    return field.getSort() < Type.ARRAY ? field : OBJECT;
  }

  /** The class with the static methods for values of this type. */
  private static Type wrapper(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> Type.getType(Boolean.class);
      case Type.CHAR -> Type.getType(Character.class);
      case Type.BYTE -> Type.getType(Byte.class);
      case Type.SHORT -> Type.getType(Short.class);
      case Type.INT -> Type.getType(Integer.class);
      case Type.LONG -> Type.getType(Long.class);
      case Type.FLOAT -> Type.getType(Float.class);
      case Type.DOUBLE -> Type.getType(Double.class);
      default -> OBJECTS;
    };
  }

  private void load(GeneratorAdapter code, int argument, Handle component) {
    code.loadArg(argument);
    get(code, component);
  }

  private void get(GeneratorAdapter code, Handle component) {
    code.getField(type, component.getName(), Type.getType(component.getDesc()));
  }

  /** Places a label where the local variables are the arguments. */
  private void mark(GeneratorAdapter code, Label label) {
    code.mark(label);
    Object[] variables = {type.getInternalName(), OBJECT.getInternalName()};
    code.visitFrame(Opcodes.F_NEW, variables.length, variables, 0, new Object[0]);
  }

  private static GeneratorAdapter code(ClassVisitor to, String name, String descriptor) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    Method method = new Method(name, descriptor);
    return new GeneratorAdapter(
        access, method, to.visitMethod(access, name, descriptor, null, null));
  }
}
