package io.github.padbridge.model;

/**
 * A line of the table of classes whose source is public.
 *
 * @param role how it uses PyTorch's class
 * @param behaviour what its forward does beside that
 * @param source the library and the file that define it
 */
record KnownClass(Role role, Behaviour behaviour, String source) {
  /** How a class uses PyTorch's convolution or pooling. */
  enum Role {
    /** A subclass of the PyTorch class; it prints the same arguments. */
    SUBCLASS,
    /** A module that contains PyTorch's module. */
    HOLDER
  }
}
