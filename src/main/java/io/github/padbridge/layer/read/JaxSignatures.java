package io.github.padbridge.layer.read;

/**
 * The signatures of layers in {@code jax.lax}, {@code flax.linen}, {@code flax.nnx} and {@code
 * equinox.nn} (JAX 0.10, Flax 0.12, Equinox 0.13), from their documentation, in the form of {@link
 * Signatures}. Rank 0 stands for functions and classes for every number of axes.
 */
final class JaxSignatures {
  static final String TABLE =
      """
      0 jax.lax.conv_general_dilated conv_general_dilated
      lhs! rhs! window_strides padding | lhs_dilation rhs_dilation dimension_numbers feature_group_count batch_group_count {lax} out_sharding~
      0 jax.lax.conv conv_general_dilated
      lhs! rhs! window_strides padding | {lax}
      0 jax.lax.conv_with_general_padding conv_general_dilated
      lhs! rhs! window_strides padding lhs_dilation rhs_dilation | {lax}
      0 jax.lax.conv_transpose conv_general_dilated
      lhs! rhs! strides>window_strides padding | rhs_dilation dimension_numbers transpose_kernel {lax} use_consistent_padding
      0 jax.lax.reduce_window max_pool
      operand! init_value computation window_dimensions window_strides padding | base_dilation window_dilation
      0 flax.linen.Conv conv_general_dilated
      features>out_channels kernel_size | strides>window_strides padding:SAME {dilated} {flax} conv_general_dilated- conv_general_dilated_cls- parent~ name
      0 flax.linen.ConvTranspose conv_general_dilated
      features>out_channels kernel_size | strides>window_strides padding:SAME kernel_dilation>rhs_dilation use_bias>bias:TRUE mask- {types} transpose_kernel promote_dtype~ preferred_element_type~ parent~ name
      0 flax.nnx.Conv conv_general_dilated
      in_features>in_channels out_features>out_channels kernel_size | strides>window_strides * padding:SAME {dilated} {flax} preferred_element_type~ {nnx}
      0 flax.nnx.ConvTranspose conv_general_dilated
      in_features>in_channels out_features>out_channels kernel_size | strides>window_strides * padding:SAME kernel_dilation>rhs_dilation use_bias>bias:TRUE mask- {types} transpose_kernel promote_dtype~ preferred_element_type~ {nnx}
      0 flax.linen.max_pool max_pool
      inputs! window_shape | strides padding
      0 flax.linen.avg_pool avg_pool
      inputs! window_shape | strides padding count_include_pad
      0 flax.nnx.max_pool max_pool
      inputs! window_shape | strides padding
      0 flax.nnx.avg_pool avg_pool
      inputs! window_shape | strides padding count_include_pad
      0 equinox.nn.Conv conv_general_dilated
      num_spatial_dims {equinox}
      123 equinox.nn.Conv#d conv_general_dilated
      {equinox}
      0 equinox.nn.ConvTranspose conv_general_dilated
      num_spatial_dims {equinoxTranspose}
      123 equinox.nn.ConvTranspose#d conv_general_dilated
      {equinoxTranspose}
      123 equinox.nn.MaxPool#d max_pool
      kernel_size>window_shape | stride>strides padding use_ceil-
      123 equinox.nn.AvgPool#d avg_pool
      kernel_size>window_shape | stride>strides padding use_ceil-
      """
          .replace("{lax}", "precision~ preferred_element_type~")
          .replace(
              "{dilated}",
              "input_dilation>lhs_dilation kernel_dilation>rhs_dilation feature_group_count"
                  + " use_bias>bias:TRUE mask-")
          .replace("{flax}", "{types} promote_dtype~")
          .replace("{types}", "dtype~ param_dtype~ precision~ kernel_init~ bias_init~")
          .replace("{nnx}", "rngs~ kernel_metadata~ bias_metadata~")
          .replace(
              "{equinoxTranspose}",
              "in_channels out_channels kernel_size | stride>window_strides padding output_padding"
                  + " dilation>rhs_dilation groups>feature_group_count {biased}")
          .replace(
              "{equinox}",
              "in_channels out_channels kernel_size | stride>window_strides padding"
                  + " dilation>rhs_dilation groups>feature_group_count {biased}")
          .replace("{biased}", "use_bias>bias:TRUE padding_mode dtype~ * key~");

  private JaxSignatures() {}
}
