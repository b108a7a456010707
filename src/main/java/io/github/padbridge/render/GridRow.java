package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.table.Combination;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of layers.
 *
 * @param spec null where PyTorch would not have the combination
 * @param refusal why it would not, or null
 * @param agree what the proof found; null where none was made
 */
public record GridRow(
    Combination combination,
    @Nullable ConvSpec spec,
    @Nullable Refusal refusal,
    @Nullable Boolean agree) {}
