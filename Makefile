run:
	./run
test:
	./test
.PHONY: run test
