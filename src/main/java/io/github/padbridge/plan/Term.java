package io.github.padbridge.plan;

/**
 * One named number of a step, for whatever merely describes steps.
 *
 * @param name TensorFlow's name of the argument, where it has one
 * @param value an Integer, a String, a Size, or a List of such
 */
public record Term(String name, Object value) {}
