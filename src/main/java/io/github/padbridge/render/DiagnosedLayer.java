package io.github.padbridge.render;

import io.github.padbridge.diagnose.Diagnosis;
import io.github.padbridge.repair.ChainTranslation;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis with what the port should compute.
 *
 * @param repair the layer in the framework of the port; null where the port is right, or that
 *     framework has no code for the layer
 */
public record DiagnosedLayer(Diagnosis diagnosis, @Nullable ChainTranslation repair) {}
