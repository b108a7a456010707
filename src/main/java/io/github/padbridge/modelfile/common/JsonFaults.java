package io.github.padbridge.modelfile.common;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What is wrong with the JSON of a file, in one line. */
final class JsonFaults {
  private JsonFaults() {}

  static String reason(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException
        ? "its JSON is nested deeper, or a value in it is longer, than any model" + where
        : "its JSON is damaged" + where;
  }
}
