"""A file or folder of specs on a cluster: spark-submit spark.py SPECS ANSWERS

Every worker needs padbridge on its PATH. Each part of the specs goes through a process of its own; the answers are
sorted by the ids of the specs, which are numbers.
"""

import json
import sys

from pyspark.sql import SparkSession

specs, answers = sys.argv[1:]
spark = SparkSession.builder.appName("padbridge").getOrCreate()
# Exit code 2 says that a spec is refused; its answer says so too.
translate = "sh -c 'padbridge translate - --format jsonl --jobs 1 || [ $? -eq 2 ]'"
lines = spark.sparkContext.textFile(specs).pipe(translate, checkCode=True)
lines.sortBy(lambda line: json.loads(line)["id"]).saveAsTextFile(answers)
