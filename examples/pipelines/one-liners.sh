# Lines to copy. Each stands by itself; examples/ is where the specs are.

# Which transposed layers double a length of 64, and which of them are plain SAME in TensorFlow?
padbridge table conv_transpose1d --kernel-size 2..8 --stride 2 --padding 0..3 --output-padding 0,1 --input-size 64 --output-size 128 --format csv | grep SAME

# The names of the convolutions of a printed model whose padding TensorFlow has no word for.
padbridge scan examples/vocoder.txt --format tsv | awk -F '\t' 'NR > 1 && $17 ~ /slice|pad\(/ { print $1 }'

# How many different layers does it have?
padbridge scan examples/vocoder.txt --format csv | cut -d, -f3-14 | tail -n +2 | sort -u | wc -l

# Prove a model that was only printed, and keep the plans.
padbridge scan - --verify --format jsonl < examples/vocoder.txt > plans.jsonl

# What to pad in front of or behind each spec's op, with its id.
padbridge translate examples/ --format tsv | cut -f 1,3,18

# How many of the specs are cut after their convolution in TensorFlow?
padbridge translate examples/ --format jsonl | grep -c '"op":"slice"'

# Keep the plans of a ported model, and hold it to them from then on.
padbridge translate examples/ --format json -o plans.json && padbridge verify examples/ --expect plans.json
