package io.github.padbridge.model;

/**
 * A class of a public library.
 *
 * @param role how it uses the PyTorch class
 * @param behaviour what its forward method does in addition
 * @param source the library and the file that define it
 */
record KnownClass(Role role, Behaviour behaviour, String source) {
  /** How a class uses a PyTorch convolution or pooling. */
  enum Role {
    /** A subclass of the PyTorch class; it prints the same arguments. */
    SUBCLASS,
    /** A module that contains the PyTorch module. */
    HOLDER
  }
}
