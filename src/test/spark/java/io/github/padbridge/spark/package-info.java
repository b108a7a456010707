/** The packaged launcher under Spark; compiled by the profile {@code spark} only. */
package io.github.padbridge.spark;
