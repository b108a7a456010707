package io.github.padbridge.model;

import java.util.List;

/**
 * What a model file tells.
 *
 * @param kind what the file is, {@code PyTorch export}
 * @param layers its convolutions, poolings and paddings in the order in which they run
 * @param notes about the file as a whole; one sentence each, without a full stop
 */
public record FileModel(String kind, List<ModelLayer> layers, List<String> notes) {
  public FileModel {
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }
}
